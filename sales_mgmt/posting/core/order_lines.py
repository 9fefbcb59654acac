"""Counters of order lines after a posting, of sales orders and return orders alike (domain 3)."""

from sales_mgmt.posting.core.entries import OrderLineChange
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.quantities import carries_quantity


def order_line_changes(facts: SaleFacts, whole_order: str) -> tuple[OrderLineChange, ...]:
	"""One change per order line even if several invoice lines bill the same one.

	Posting an order (DocType `whole_order`) lists all its lines, since each gets new suggestions; posting an invoice or
	credit memo lists those it bills.
	"""
	of_order = facts.header.doctype == whole_order
	changes: dict[str, OrderLineChange] = {}
	for line in facts.lines:
		counted = line.order_line
		if counted is None or not carries_quantity(line.type):
			continue
		if not (of_order or line.invoice_now):
			continue
		before = changes.get(counted.name)
		changes[counted.name] = OrderLineChange(
			name=counted.name,
			order=counted.order,
			quantity=counted.quantity,
			shipped=(before.shipped if before else counted.shipped) + line.ship_now,
			invoiced=(before.invoiced if before else counted.invoiced) + line.invoice_now,
			cancelled=counted.cancelled,
		)
	return tuple(changes.values())

"""Counters of order lines after a posting, of sales orders and return orders alike (domain 3)."""

from collections.abc import Iterable

from sales_mgmt.amounts import Whole
from sales_mgmt.amounts.taking import billed_more, money_of
from sales_mgmt.kinds.quantities import carries_quantity
from sales_mgmt.posting.core.entries import InvoicedLine, OrderLineChange
from sales_mgmt.posting.core.facts import OrderLineFacts, SaleFacts


def order_line_changes(
	facts: SaleFacts, billed: Iterable[InvoicedLine], whole_order: str
) -> tuple[OrderLineChange, ...]:
	"""One change per order line even if several invoice lines bill the same one.

	Posting an order (DocType `whole_order`) lists all its lines, since each gets new suggestions; posting an invoice or
	credit memo lists those it bills.
	"""
	of_order = facts.header.doctype == whole_order
	parts = {part.line.name: part for part in billed}
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
			whole=_whole(before, counted, parts.get(line.name)),
		)
	return tuple(changes.values())


def _whole(
	before: OrderLineChange | None, counted: OrderLineFacts, part: InvoicedLine | None
) -> Whole | None:
	"""What is billed of the order line's present whole, if this row is a part of it."""
	known = before.whole if before else None
	if part is None or counted.whole is None or part.billing_whole != counted.whole.number:
		return known
	quantity = -part.quantity if part.line.is_fee else part.quantity
	return billed_more(known or counted.whole, quantity, money_of(part.amounts))

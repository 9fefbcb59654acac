"""Close the rest of an order, and take that back: counters and statuses, written as a posting writes them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.documents.state.counters import counters
from sales_mgmt.documents.state.queued import check_not_queued
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.quantities import carries_quantity
from sales_mgmt.kinds.status import Counters, is_completed
from sales_mgmt.posting.core.entries import OrderLineChange
from sales_mgmt.posting.core.sale.closing import ClosingLine, close_rest, give_back
from sales_mgmt.posting.sale.order import update_order_header, update_order_lines
from sales_mgmt.texts.messages import said
from sales_mgmt.transactions.once import check_unchanged


@dataclass(frozen=True, slots=True)
class Closed:
	"""What closing did. `to_invoice`: something is shipped and has to be invoiced before the order is completed."""

	status: str
	lines: list[str]
	to_invoice: bool


def close_order(name: str, reason: str, chosen: Collection[str] | None, seen: datetime) -> Closed:
	"""Give up what is outstanding, of all lines or the chosen ones. Raises PostingError with every finding."""
	order = frappe.get_doc("Sales Order", name, for_update=True)
	check_unchanged(order, seen)
	check_not_queued(order)
	lines = [ClosingLine(line.idx, _change(line)) for line in order.lines if carries_quantity(line.type)]
	closed, findings = close_rest(order.status, lines, chosen)
	if findings:
		refuse(findings)
	counted = _write(order, closed, order.status, reason)
	rows = ", ".join(str(line.idx) for line in order.lines if line.name in {change.name for change in closed})
	note = said(_("closed the rest of rows {0}: {1}")).format(rows, reason)
	order.add_comment("Info", note)
	status = "Completed" if is_completed(counted) else order.status
	to_invoice = any(line.shipped > line.invoiced for line in counted)
	return Closed(status, [change.name for change in closed], to_invoice)


def reopen_closed(name: str, seen: datetime) -> str:
	"""Reopen an order that was completed by closing its rest: all of it is outstanding again. Returns the status."""
	order = frappe.get_doc("Sales Order", name, for_update=True)
	check_unchanged(order, seen)
	check_not_queued(order)
	_write(order, give_back(map(_change, order.lines)), "Open", None)
	order.add_comment("Info", _("took back the closing of this order"))
	return "Open"


def was_closed(order: Document) -> bool:
	"""Whether the order was completed by hand: something of it was given up."""
	return any(counters(line).cancelled for line in order.lines)


def _change(line: Document) -> OrderLineChange:
	counted = counters(line)
	return OrderLineChange(
		line.name, line.parent, counted.quantity, counted.shipped, counted.invoiced, counted.cancelled
	)


def _write(
	order: Document, changes: list[OrderLineChange], status: str, reason: str | None
) -> list[Counters]:
	update_order_lines(changes, {order.name: order.shipping_advice})
	changed = {change.name: change for change in changes}
	counted = [
		Counters(change.quantity, change.shipped, change.invoiced, change.cancelled)
		for change in (changed.get(line.name) or _change(line) for line in order.lines)
	]
	update_order_header(order.name, status, counted, close_reason=reason)
	frappe.clear_document_cache("Sales Order", order.name)
	order.notify_update()
	return counted

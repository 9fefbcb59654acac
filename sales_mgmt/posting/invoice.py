"""Post a direct invoice: its own lines leave the stock now, lines fetched from orders left it before.

Submitting is posting: Frappe stores the document itself, between `prepare_invoice` and `write_invoice`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.documents.quantities import COUNTED, quantity
from sales_mgmt.posting.applications import name_customer_entries, write_paid_at_once
from sales_mgmt.posting.core.entries import OrderLineChange, Plan
from sales_mgmt.posting.core.sale import plan_sale
from sales_mgmt.posting.core.selfcheck import PlanError
from sales_mgmt.posting.core.status import Counters, after_posting
from sales_mgmt.posting.documents import announce, new_shipment, show_what_remains, write_document
from sales_mgmt.posting.extensions import announce_after_commit
from sales_mgmt.posting.gather import gather_invoice
from sales_mgmt.posting.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.posting.numbers import take_number, take_typed_number
from sales_mgmt.posting.order import (
	common_values,
	link_item_entries,
	shipment_source,
	update_order_header,
	update_order_lines,
)
from sales_mgmt.posting.planning import planned


@dataclass(frozen=True, slots=True)
class Prepared:
	"""A planned posting, with the numbers that are already taken for it."""

	plan: Plan
	rows: dict[str, list[dict[str, Any]]]
	shipment: Document | None = None


def prepare_invoice(invoice: Document) -> Prepared:
	"""Plan the posting and number the document. Raises PostingError with every finding."""
	facts = gather_invoice(invoice, invoice.posting_date, lock=True)
	plan = planned(plan_sale, facts)
	if float(plan.invoice.totals.amount_including_vat) != invoice.amount_including_vat:
		raise PlanError(f"invoice {invoice.name} and its plan differ")
	on = facts.header.posting_date
	shipment = None
	if plan.shipped:
		shipment = new_shipment(invoice, plan.shipped, take_number("posted_shipment_series", on), on)
	if invoice.posted_no:
		invoice.posted_no = take_typed_number("posted_invoice_series", invoice.posted_no, invoice.name)
	else:
		invoice.posted_no = take_number("posted_invoice_series", on)
	rows = ledger_rows(plan, common_values(facts))
	invoice.customer_ledger_entry = name_customer_entries(rows)
	show_what_remains(invoice, plan)
	return Prepared(plan, rows, shipment)


def write_invoice(invoice: Document, prepared: Prepared) -> None:
	"""Write the ledgers of a prepared invoice and the counters of the orders it bills."""
	plan, rows, shipment = prepared.plan, prepared.rows, prepared.shipment
	valued = Source(
		invoice.doctype, invoice.name, invoice.posted_no, {line.name: line.name for line in invoice.lines}
	)
	moved = shipment_source(shipment, plan) if shipment else valued
	entries = write_goods(plan, rows, moved, valued)
	write_money(rows, valued)
	write_paid_at_once(plan, rows, valued)
	if shipment:
		link_item_entries(shipment, plan, entries)
		write_document(shipment)
		announce(shipment)
	_update_orders(plan)
	announce_after_commit(invoice.doctype, shipment=shipment and shipment.name, invoice=invoice.name)


def _update_orders(plan: Plan) -> None:
	"""Counters and statuses of every order the invoice bills."""
	if not plan.order_lines:
		return
	orders = sorted({line.order for line in plan.order_lines})
	line, order = frappe.qb.DocType("Sales Line"), frappe.qb.DocType("Sales Order")
	rows = (
		frappe.qb.from_(line)
		.join(order)
		.on(order.name == line.parent)
		.select(
			order.name, order.status, order.shipping_advice, line.name, *(line[field] for field in COUNTED)
		)
		.where((line.parenttype == "Sales Order") & order.name.isin(orders))
		# The orders are locked, but this transaction may have begun to read before they were.
		.for_update()
		.run()
	)
	update_order_lines(plan.order_lines, {row[0]: row[2] for row in rows})
	changed = {line.name: line for line in plan.order_lines}
	status = {row[0]: row[1] for row in rows}
	counted: dict[str, list[Counters]] = defaultdict(list)
	for row in rows:
		counted[row[0]].append(_counters(changed.get(row[3]), row[4:]))
	for name in orders:
		update_order_header(name, after_posting(status[name]), counted[name])
		frappe.clear_document_cache("Sales Order", name)


def _counters(change: OrderLineChange | None, stored: Sequence[float]) -> Counters:
	"""What an order line has counted: as the posting leaves it, or as it is stored."""
	if change:
		return Counters(change.quantity, change.shipped, change.invoiced, change.cancelled)
	return Counters(*(quantity(value) for value in stored))

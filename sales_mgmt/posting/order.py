"""Post a sales order: ship, invoice, or both."""

from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe.model.document import Document
from frappe.utils import now

from sales_mgmt.archive.keeping import keep_order
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.posting.applications import name_customer_entries, write_paid_at_once
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.quantities import suggested_to_invoice, suggested_to_ship
from sales_mgmt.posting.core.sale import plan_sale
from sales_mgmt.posting.core.status import Counters, invoicing_status, is_completed, shipping_status
from sales_mgmt.posting.documents import (
	announce,
	new_invoice,
	new_shipment,
	show_what_remains,
	write_document,
)
from sales_mgmt.posting.extensions import announce_after_commit
from sales_mgmt.posting.gather import gather_order
from sales_mgmt.posting.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.posting.numbers import take_number
from sales_mgmt.posting.once import check_unchanged
from sales_mgmt.posting.planning import planned
from sales_mgmt.posting.write import update_rows
from sales_mgmt.settings import get_settings


@dataclass(frozen=True, slots=True)
class Posted:
	"""Names of the documents that a posting made."""

	shipment: str | None = None
	invoice: str | None = None


def post_order(
	name: str, ship: bool, invoice: bool, posting_date: date | None, seen: datetime | None = None
) -> Posted:
	"""Post an order in the caller's transaction. Raises PostingError with every finding; then nothing is written.

	`seen` is when the order was last modified as far as the caller knows.
	"""
	order = frappe.get_doc("Sales Order", name, for_update=True)
	on = posting_date or order.posting_date
	facts = gather_order(order, ship, invoice, on, lock=True)
	plan = planned(plan_sale, facts)
	check_unchanged(order, seen)
	keep_order(order, "Posted")
	return _write(order, facts, plan)


def _write(order: Document, facts: SaleFacts, plan: Plan) -> Posted:
	on = facts.header.posting_date
	shipment = invoice = moved = valued = None
	if plan.shipped:
		shipment = new_shipment(order, plan.shipped, take_number("posted_shipment_series", on), on)
		moved = shipment_source(shipment, plan)
	if plan.invoice:
		number = take_number("posted_invoice_series", on)
		invoice = new_invoice(order, plan.invoice, number, facts.header)
		lines = {line.order_line: line.name for line in invoice.lines if line.order_line}
		valued = Source(invoice.doctype, invoice.name, invoice.posted_no, lines)
	rows = ledger_rows(plan, common_values(facts))
	entries = write_goods(plan, rows, moved or valued, valued or moved)
	if shipment:
		link_item_entries(shipment, plan, entries)
		write_document(shipment)
	if invoice:
		invoice.customer_ledger_entry = name_customer_entries(rows)
		write_money(rows, valued)
		write_paid_at_once(plan, rows, valued)
		show_what_remains(invoice, plan)
		write_document(invoice)
	_update_order(order, plan)
	for doc in filter(None, (shipment, invoice)):
		announce(doc)
	posted = Posted(shipment and shipment.name, invoice and invoice.name)
	announce_after_commit(order.doctype, shipment=posted.shipment, invoice=posted.invoice)
	return posted


def shipment_source(shipment: Document, plan: Plan) -> Source:
	lines = {part.line.name: line.name for part, line in zip(plan.shipped, shipment.lines, strict=True)}
	return Source(shipment.doctype, shipment.name, shipment.posted_no, lines)


def link_item_entries(shipment: Document, plan: Plan, entries: dict[str, str]) -> None:
	for part, line in zip(plan.shipped, shipment.lines, strict=True):
		line.item_ledger_entry = entries.get(part.line.name)


def common_values(facts: SaleFacts) -> dict:
	"""What every ledger row of a sale says about where it comes from."""
	header = facts.header
	return {
		"posting_date": header.posting_date,
		"document_date": header.document_date,
		"due_date": header.due_date,
		"customer": header.customer,
		"sell_to_customer": header.customer,
		"external_document_no": header.external_document_no,
		"customer_posting_group": header.customer_posting_group,
		"salesperson": header.salesperson,
		"payment_method": header.payment_method,
		"description": facts.header.name,
	}


def _update_order(order: Document, plan: Plan) -> None:
	"""Counters, new suggestions and statuses of the order: one UPDATE for the lines, one for the header."""
	update_order_lines(plan)
	changes = {change.name: change for change in plan.order_lines}
	update_order_header(
		order.name,
		order.status,
		[
			Counters(change.quantity, change.shipped, change.invoiced)
			if (change := changes.get(line.name))
			else _counters(line)
			for line in order.lines
		],
	)
	frappe.clear_document_cache("Sales Order", order.name)
	order.notify_update()


def update_order_lines(plan: Plan) -> None:
	blank = get_settings().default_qty_to_ship == "Blank"
	changes = {}
	for line in plan.order_lines:
		to_ship = suggested_to_ship(line.quantity, line.shipped, blank)
		changes[line.name] = {
			"quantity_shipped": line.shipped,
			"quantity_invoiced": line.invoiced,
			"outstanding_quantity": line.quantity - line.shipped,
			"qty_shipped_not_invoiced": line.shipped - line.invoiced,
			"qty_to_ship": to_ship,
			"qty_to_invoice": suggested_to_invoice(line.shipped, to_ship, line.invoiced),
		}
	update_rows("Sales Line", changes)


def update_order_header(name: str, status: str, counters: list[Counters]) -> None:
	"""Statuses that follow from the lines. An open order is released by its posting (domain section 2)."""
	table = frappe.qb.DocType("Sales Order")
	(
		frappe.qb.update(table)
		.set(
			table.status,
			"Completed" if is_completed(counters) else "Released" if status == "Open" else status,
		)
		.set(table.shipping_status, shipping_status(counters))
		.set(table.invoicing_status, invoicing_status(counters))
		.set(table.modified, now())
		.set(table.modified_by, frappe.session.user)
		.where(table.name == name)
		.run()
	)


def _counters(line: Document) -> Counters:
	return Counters(
		quantity(line.quantity), quantity(line.quantity_shipped), quantity(line.quantity_invoiced)
	)

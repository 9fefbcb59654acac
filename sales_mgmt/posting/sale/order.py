"""Post a sales order (ship, invoice, or both) or a return order (receive, credit, or both): one road for either."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now

from sales_mgmt.archive.keeping import keep_order
from sales_mgmt.documents.filling.wholes import billed_values
from sales_mgmt.documents.state.counters import counters
from sales_mgmt.documents.state.quantities import suggests_nothing
from sales_mgmt.kinds.chain import SALE, Chain, chain_of
from sales_mgmt.kinds.quantities import outstanding, suggested_to_invoice, suggested_to_ship
from sales_mgmt.kinds.status import (
	Counters,
	after_posting,
	invoicing_status,
	is_completed,
	shipping_status,
)
from sales_mgmt.posting.core.entries import OrderLineChange, Plan
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.returns.returns import plan_return
from sales_mgmt.posting.core.sale.sale import plan_sale
from sales_mgmt.posting.reading.gather import gather_order
from sales_mgmt.posting.reading.reversals import write_reversals
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.writing.applications import name_customer_entries, write_paid_at_once
from sales_mgmt.posting.writing.charges import add_posted_assignments, write_assigned
from sales_mgmt.posting.writing.documents import (
	announce,
	new_invoice,
	new_shipment,
	show_what_remains,
	write_document,
)
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.rates.numbers import take_number
from sales_mgmt.storage.write import update_rows
from sales_mgmt.texts.plain import clean_value
from sales_mgmt.transactions.once import check_unchanged


@dataclass(frozen=True, slots=True)
class Posted:
	"""Names of the documents that a posting made."""

	shipment: str | None = None
	invoice: str | None = None


PARCEL = "package_tracking_no"
"""A number is that of one parcel: what is received next comes in another one."""

PLANS = {"Sales Order": plan_sale, "Sales Return Order": plan_return}


def post_order(
	name: str,
	ship: bool,
	invoice: bool,
	posting_date: date | None,
	seen: datetime | None = None,
	doctype: str = "Sales Order",
) -> Posted:
	"""Post an order in the caller's transaction. Raises PostingError with every finding; then nothing is written.

	`seen` is when the order was last modified as far as the caller knows. Of a return order, shipping is receiving and
	invoicing is crediting.
	"""
	order = frappe.get_doc(doctype, name, for_update=True)
	on = posting_date or order.posting_date
	facts = gather_order(order, ship, invoice, on, lock=True)
	plan = planned(PLANS[doctype], facts)
	check_unchanged(order, seen)
	keep_order(order, "Posted")
	return _write(order, facts, plan)


def _write(order: Document, facts: SaleFacts, plan: Plan) -> Posted:
	on, chain = facts.header.posting_date, chain_of(order.doctype)
	shipment = invoice = moved = valued = None
	if plan.invoice:
		# Named before a number is taken, as Frappe does with a draft: two orders of these locks would be a deadlock.
		invoice = new_invoice(order, plan.invoice, facts.header, facts.accounts)
	if plan.shipped:
		shipment = new_shipment(order, plan.shipped, take_number(chain.moved_series, on), on)
		shipment.document_date = facts.header.document_date
		moved = shipment_source(shipment, plan)
	if invoice:
		invoice.posted_no = take_number(chain.billed_series, on)
		if shipment:
			invoice.package_tracking_no = shipment.package_tracking_no
		rows = [line for line in invoice.lines if line.get(chain.line_link)]
		lines = {part.line.name: row.name for part, row in zip(plan.invoice.lines, rows, strict=True)}
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
		add_posted_assignments(order, invoice, plan, facts.charges)
		write_document(invoice)
	write_reversals(plan)
	write_assigned(plan)
	_update_order(order, plan)
	for doc in filter(None, (shipment, invoice)):
		announce(doc)
	posted = Posted(shipment and shipment.name, invoice and invoice.name)
	announce_after_commit(
		order.doctype, **{chain.moved_key: posted.shipment, chain.billed_key: posted.invoice}
	)
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
		"vat_date": header.vat_date,
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
	update_order_lines(plan.order_lines, {order.name: order.get("shipping_advice")})
	changes = {change.name: change for change in plan.order_lines}
	update_order_header(
		order.name,
		after_posting(order.status),
		[
			Counters(change.quantity, change.shipped, change.invoiced, change.cancelled)
			if (change := changes.get(line.name))
			else counters(line)
			for line in order.lines
		],
		chain_of(order.doctype),
		**({PARCEL: None} if plan.shipped and order.get(PARCEL) else {}),
	)
	frappe.clear_document_cache(order.doctype, order.name)
	order.notify_update()


def update_order_lines(lines: Iterable[OrderLineChange], advice: Mapping[str, str | None]) -> None:
	"""Counters and new suggestions of order lines, in one UPDATE. `advice` is the shipping advice by order."""
	blank = {order: suggests_nothing(of_order) for order, of_order in advice.items()}
	changes = {}
	for line in lines:
		left = outstanding(line.quantity, line.shipped, line.cancelled)
		to_ship = suggested_to_ship(left, blank[line.order])
		changes[line.name] = {
			"quantity_shipped": line.shipped,
			"quantity_invoiced": line.invoiced,
			"quantity_cancelled": line.cancelled,
			"outstanding_quantity": left,
			"qty_shipped_not_invoiced": line.shipped - line.invoiced,
			"qty_to_ship": to_ship,
			"qty_to_invoice": suggested_to_invoice(line.shipped, to_ship, line.invoiced),
			**(billed_values(line.whole) if line.whole else {}),
		}
	update_rows("Sales Line", changes)


def update_order_header(
	name: str, status: str, counted: list[Counters], chain: Chain = SALE, **values: Any
) -> None:
	"""`status`, unless the lines say that the order is completed; statuses that follow from them; other `values`."""
	table = frappe.qb.DocType(chain.order)
	query = frappe.qb.update(table)
	for field, value in values.items():
		query = query.set(table[field], clean_value(value))
	(
		query.set(
			table.status,
			"Completed" if is_completed(counted) else status,
		)
		.set(table[chain.moving_status], shipping_status(counted, chain.moving_words))
		.set(table[chain.billing_status], invoicing_status(counted, chain.billing_words))
		.set(table.modified, now())
		.set(table.modified_by, frappe.session.user)
		.where(table.name == name)
		.run()
	)

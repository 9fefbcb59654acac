"""Post a direct invoice: its own lines leave the stock now, lines fetched from orders left it before.

Submitting is posting: Frappe stores the document itself, between `prepare_invoice` and `write_invoice`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe.model.document import Document
from pypika.terms import NullValue

from sales_mgmt.documents.as_printed import keep_as_printed
from sales_mgmt.kinds.chain import SALE, Chain
from sales_mgmt.kinds.quantities import COUNTED, quantity
from sales_mgmt.kinds.status import Counters, after_posting
from sales_mgmt.posting.core.charge_facts import ChargeFacts
from sales_mgmt.posting.core.entries import OrderLineChange, Plan
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.groups import accounts_of
from sales_mgmt.posting.core.sale.sale import plan_sale
from sales_mgmt.posting.core.selfcheck import PlanError
from sales_mgmt.posting.reading.gather import gather_invoice
from sales_mgmt.posting.reading.reversals import write_reversals
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.sale.order import (
	common_values,
	link_item_entries,
	shipment_source,
	update_order_header,
	update_order_lines,
)
from sales_mgmt.posting.writing.applications import (
	name_customer_entries,
	write_applied_at_once,
	write_paid_at_once,
)
from sales_mgmt.posting.writing.charges import write_assigned, write_own_assignments
from sales_mgmt.posting.writing.documents import (
	announce,
	keep_discount_posting,
	new_shipment,
	show_what_remains,
	write_document,
)
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.rates.numbers import take_number, take_typed_number
from sales_mgmt.storage.write import update_rows
from sales_mgmt.transactions.isolation import as_it_is_now


@dataclass(frozen=True, slots=True)
class Prepared:
	"""A planned posting, with the numbers that are already taken for it."""

	plan: Plan
	rows: dict[str, list[dict[str, Any]]]
	shipment: Document | None = None
	receivables_account: str | None = None
	charges: ChargeFacts = field(default_factory=ChargeFacts)
	on_lines: dict[str, dict[str, Any]] = field(default_factory=dict)
	"""What posting notes on the lines of the document, by their name."""


def prepare_invoice(invoice: Document) -> Prepared:
	"""Plan the posting and number the document. Raises PostingError with every finding."""
	facts = gather_invoice(invoice, invoice.posting_date, lock=True)
	return prepare_billing(invoice, facts, plan_sale, SALE)


def prepare_billing(
	invoice: Document, facts: SaleFacts, plan_of: Callable[[SaleFacts], Plan], chain: Chain
) -> Prepared:
	"""Plan and number an invoice, or a credit memo."""
	plan = planned(plan_of, facts)
	if float(plan.invoice.totals.amount_including_vat) != invoice.amount_including_vat:
		raise PlanError(f"{invoice.doctype} {invoice.name} and its plan differ")
	on = facts.header.posting_date
	shipment = None
	if plan.shipped:
		shipment = new_shipment(invoice, plan.shipped, take_number(chain.moved_series, on), on)
	if invoice.posted_no:
		invoice.posted_no = take_typed_number(chain.billed_series, invoice.posted_no, invoice.name)
	else:
		invoice.posted_no = take_number(chain.billed_series, on)
	rows = ledger_rows(plan, common_values(facts))
	invoice.customer_ledger_entry = name_customer_entries(rows)
	show_what_remains(invoice, plan)
	keep_discount_posting(invoice, facts.policy)
	keep_as_printed(invoice)
	return Prepared(
		plan,
		rows,
		shipment,
		facts.accounts.receivables_account,
		facts.charges,
		_on_lines(invoice, plan, facts),
	)


def _on_lines(invoice: Document, plan: Plan, facts: SaleFacts) -> dict[str, dict[str, Any]]:
	"""Every line keeps of which whole of its order line it is a part, and the accounts that it went to."""
	kept = {}
	for part in plan.invoice.lines:
		values = {"billing_whole": part.billing_whole} if part.line.order_line else {}
		if invoice.doctype == SALE.billed:
			values |= accounts_of(part.line, facts.header, facts.accounts)
		if values:
			kept[part.line.name] = values
	return kept


def write_invoice(invoice: Document, prepared: Prepared) -> None:
	"""Write the ledgers of a prepared invoice and the counters of the orders it bills."""
	write_billing(invoice, prepared, SALE)


def write_billing(invoice: Document, prepared: Prepared, chain: Chain) -> None:
	"""Write what an invoice or a credit memo planned."""
	plan, rows, shipment = prepared.plan, prepared.rows, prepared.shipment
	valued = Source(
		invoice.doctype, invoice.name, invoice.posted_no, {line.name: line.name for line in invoice.lines}
	)
	moved = shipment_source(shipment, plan) if shipment else valued
	entries = write_goods(plan, rows, moved, valued)
	write_money(rows, valued)
	if chain is SALE:
		write_paid_at_once(plan, rows, valued)
	else:
		write_applied_at_once(plan, rows, valued, prepared.receivables_account)
	if shipment:
		link_item_entries(shipment, plan, entries)
		write_document(shipment)
		announce(shipment)
	write_reversals(plan)
	write_assigned(plan)
	write_own_assignments(invoice, prepared.charges)
	update_rows(f"{invoice.doctype} Line", prepared.on_lines)
	update_orders(plan, chain)
	made = {chain.moved_key: shipment and shipment.name, chain.billed_key: invoice.name}
	announce_after_commit(invoice.doctype, **made)


def update_orders(plan: Plan, chain: Chain, reopens: bool = False) -> None:
	"""Counters and statuses of every order that an invoice bills or a credit memo credits.

	`reopens`: the posting takes something back, so a completed order has something left to do.
	"""
	if not plan.order_lines:
		return
	orders = sorted({line.order for line in plan.order_lines})
	line, order = frappe.qb.DocType("Sales Line"), frappe.qb.DocType(chain.order)
	# A return order has no shipping advice.
	advice = order.shipping_advice if chain is SALE else NullValue()
	query = (
		frappe.qb.from_(line)
		.join(order)
		.on(order.name == line.parent)
		.select(order.name, order.status, advice, line.name, *(line[field] for field in COUNTED))
		.where((line.parenttype == chain.order) & order.name.isin(orders))
	)
	# The orders are locked, but this transaction may have begun to read before they were.
	rows = as_it_is_now(query).run()
	update_order_lines(plan.order_lines, {row[0]: row[2] for row in rows})
	changed = {line.name: line for line in plan.order_lines}
	status = {row[0]: row[1] for row in rows}
	counted: dict[str, list[Counters]] = defaultdict(list)
	for row in rows:
		counted[row[0]].append(_counters(changed.get(row[3]), row[4:]))
	for name in orders:
		after = after_posting(status[name])
		if reopens and after == "Completed":
			after = "Released"
		update_order_header(name, after, counted[name], chain)
		frappe.clear_document_cache(chain.order, name)


def _counters(change: OrderLineChange | None, stored: Sequence[float]) -> Counters:
	"""What an order line has counted: as the posting leaves it, or as it is stored."""
	if change:
		return Counters(change.quantity, change.shipped, change.invoiced, change.cancelled)
	return Counters(*(quantity(value) for value in stored))

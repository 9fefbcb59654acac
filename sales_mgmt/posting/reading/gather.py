"""Facts of a sale, read in a constant number of queries whatever the number of lines.

With `lock=True`, what a posting may change is read FOR UPDATE in the fixed order: order rows, order lines, stock levels,
item ledger entries. So the facts can not change between planning and writing, and no second look is needed. The document itself is read (and
locked) by the caller, the number series is locked last, by the writer.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.costing import AVERAGE, CostFacts
from sales_mgmt.documents.filling.earlier import earlier_of
from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.kinds.chain import chain_of
from sales_mgmt.kinds.dimensions import overlaid
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import carries_quantity, order_line_posting, quantity
from sales_mgmt.kinds.sold_under import vat_group_sold_under
from sales_mgmt.ledgers.dimensions import dimension_fields, dimensions_of
from sales_mgmt.masters.masters import ACCOUNT_FIELDS, ITEM_FIELDS, by_name
from sales_mgmt.posting.core.charge_facts import ChargeFacts
from sales_mgmt.posting.core.facts import (
	Accounts,
	HeaderFacts,
	ItemFacts,
	LineFacts,
	OpenItemEntry,
	OrderLineFacts,
	ReturnFacts,
	SaleFacts,
)
from sales_mgmt.posting.core.money.open_entry import OpenEntry
from sales_mgmt.posting.reading.accounts import general_setups, read_accounts
from sales_mgmt.posting.reading.charges import read_charges
from sales_mgmt.posting.reading.item_costs import read_coming, read_costs
from sales_mgmt.posting.reading.moved_in_base import with_moved
from sales_mgmt.posting.reading.open_entries import application_rules, lock_documents, open_entries_by_name
from sales_mgmt.posting.reading.origins import order_line_facts, read_open_entries, read_order_lines
from sales_mgmt.posting.reading.reversals import PRICE_ONLY, read_return_facts, with_shares
from sales_mgmt.posting.reading.stock import read_levels
from sales_mgmt.posting.reading.supplies import at_their_rates
from sales_mgmt.rates.document_rate import rate_for_posting
from sales_mgmt.rates.terms import dates_for_posting
from sales_mgmt.rates.vat import VatSetup
from sales_mgmt.rates.vat_date import vat_date
from sales_mgmt.rates.vat_setup import VatTable, read_vat_table
from sales_mgmt.settings import currency_digits, posting_policy


def gather_order(
	order: Document, ship: bool, invoice: bool, posting_date: date | None, lock: bool = False
) -> SaleFacts:
	"""Facts for shipping and/or invoicing an order. `order` was read FOR UPDATE if `lock`."""
	origins = {
		line.name: order_line_facts(line, order.name, currency_digits(order.currency)) for line in order.lines
	}
	now = {}
	for line in order.lines:
		if carries_quantity(line.type):
			origin = origins[line.name]
			now[line.name] = order_line_posting(
				quantity(line.qty_to_ship),
				quantity(line.qty_to_invoice),
				origin.shipped,
				origin.invoiced,
				ship,
				invoice,
			)
	return _facts(order, ship, invoice, posting_date, now, origins, {name: name for name in origins}, lock)


def gather_invoice(invoice: Document, posting_date: date | None, lock: bool = False) -> SaleFacts:
	"""Facts for posting a direct invoice: its own lines leave now, lines fetched from an order have left before."""
	origin_of = {line.name: line.order_line for line in invoice.lines if line.order_line}
	origins = read_order_lines(set(origin_of.values()), lock)
	now = {
		line.name: (Decimal(0) if line.order_line else quantity(line.quantity), quantity(line.quantity))
		for line in invoice.lines
		if carries_quantity(line.type)
	}
	return _facts(invoice, False, True, posting_date, now, origins, origin_of, lock)


def gather_credit_memo(memo: Document, posting_date: date | None, lock: bool = False) -> SaleFacts:
	"""Facts for posting a credit memo: goods of its own lines come back now, those of fetched lines came before."""
	if lock:
		lock_documents(row.entry for row in memo.applications)
	origin_of = {line.name: line.return_order_line for line in memo.lines if line.return_order_line}
	origins = read_order_lines(set(origin_of.values()), lock, "Sales Return Order")
	now = {}
	for line in memo.lines:
		if carries_quantity(line.type):
			moves = not line.return_order_line and line.effect != PRICE_ONLY
			now[line.name] = (quantity(line.quantity) if moves else Decimal(0), quantity(line.quantity))
	facts = _facts(memo, False, True, posting_date, now, origins, origin_of, lock)
	if not memo.applications:
		return facts
	return replace(
		facts,
		against=_against(memo, lock),
		rules=application_rules(posting_date, memo.currency, dimensions=facts.header.dimensions),
	)


def _against(memo: Document, lock: bool) -> tuple[OpenEntry, ...]:
	"""What the credit memo is to be applied to, with the amounts that somebody typed."""
	entries = open_entries_by_name((row.entry for row in memo.applications), lock)
	digits = currency_digits(memo.currency)
	return tuple(
		replace(
			entries[row.entry],
			row=row.idx,
			to_apply=to_decimal(row.amount, digits) if row.amount else None,
		)
		for row in memo.applications
	)


def _facts(
	doc: Document,
	ship: bool,
	invoice: bool,
	posting_date: date | None,
	now: Mapping[str, tuple[Decimal, Decimal]],
	origins: Mapping[str, OrderLineFacts],
	origin_of: Mapping[str, str],
	lock: bool,
) -> SaleFacts:
	items = by_name("Item", ITEM_FIELDS, {line.item for line in doc.lines if line.item})
	accounts = by_name("GL Account", ACCOUNT_FIELDS, {line.account for line in doc.lines if line.account})
	item_facts = {name: item_facts_of(row) for name, row in items.items()}
	moving = {
		(line.item, line.location)
		for line in doc.lines
		if line.item and line.location and items[line.item].item_type == INVENTORY
		if now.get(line.name, (0, 0))[0]
	}
	# Locks: posted lines, stock levels, item ledger entries.
	if doc.doctype in RETURNS:
		backs = read_return_facts(doc, items, lock)
		stock, costs = read_coming(moving, (back.applies_from for back in backs.values()), lock)
		coming = {
			line.name: line.item
			for line in doc.lines
			if line.item
			and items[line.item].item_type == INVENTORY
			and now.get(line.name, (0, 0))[0]
			and line.get("effect") != PRICE_ONLY
		}
		backs = with_shares(backs, coming, costs, lock)
	else:
		backs = {}
		stock, costs = read_levels(moving, lock), read_costs(moving, lock=lock)
	open_entries = read_open_entries(origins, lock) if invoice else {}
	origins = with_moved(origins, origin_of, doc.lines, chain_of(doc.doctype))
	charges = read_charges(doc, lock) if invoice else ChargeFacts()
	taxed_on = posting_date or doc.document_date
	vat_groups = {doc.vat_business_group, *(back.sold.vat_business_group for back in backs.values())}
	table = read_vat_table(vat_groups) if invoice else VatTable({})
	own_day = getdate(taxed_on) if taxed_on else None
	vat = table.on(own_day)
	header = header_facts(doc, posting_date, invoice)
	if invoice:
		header = replace(header, earlier=earlier_of(doc, of_order=True))
	on_line = dimension_fields(doc.lines[0].doctype) if doc.lines else ()
	lines = tuple(
		_line(
			header,
			line,
			now,
			item_facts,
			accounts,
			vat,
			_origin(origins, origin_of.get(line.name), open_entries),
			on_line,
			backs.get(line.name, ReturnFacts()),
		)
		for line in doc.lines
	)
	lines = at_their_rates(lines, table, doc.vat_business_group, own_day, chain_of(doc.doctype))
	return SaleFacts(
		header=header,
		lines=lines,
		ship=ship,
		invoice=invoice,
		accounts=_accounts(header, lines, vat, invoice, costs),
		policy=posting_policy(),
		stock=stock,
		costs=costs,
		charges=charges,
	)


def _accounts(
	header: HeaderFacts,
	lines: tuple[LineFacts, ...],
	vat: Mapping[tuple[str | None, str | None], VatSetup],
	invoice: bool,
	costs: CostFacts,
) -> Accounts:
	if header.doctype in RETURNS:
		return cost_accounts(header, lines, costs, vat)
	return read_accounts(header, lines, vat) if invoice else read_accounts(None, ())


def cost_accounts(
	header: HeaderFacts,
	lines: tuple[LineFacts, ...],
	costs: CostFacts,
	vat: Mapping[tuple[str | None, str | None], VatSetup] | None = None,
) -> Accounts:
	"""Accounts of a document, and of all whose cost may change because its goods come in: that is posted in any case."""
	accounts = read_accounts(header, lines, vat)
	sold = {line.back.sold.business_posting_group for line in lines}
	followed = general_setups((costs.business_groups() | sold) - {header.business_posting_group})
	return replace(accounts, general={**accounts.general, **followed})


def item_facts_of(row: "frappe._dict") -> ItemFacts:
	"""Facts of an item from its row of `ITEM_FIELDS`."""
	return ItemFacts(
		row.name,
		row.item_type,
		bool(row.sales_blocked),
		to_decimal(row.unit_cost),
		row.inventory_posting_group,
		row.costing_method or AVERAGE,
		to_decimal(row.net_weight),
	)


def header_facts(doc: Document, posting_date: date | None, invoice: bool) -> HeaderFacts:
	on = getdate(posting_date) if posting_date else None
	dates = dates_for_posting(doc, on)
	blocked = by_name("Customer", ("name", "blocked"), {doc.customer, doc.bill_to_customer})
	return HeaderFacts(
		doctype=doc.doctype,
		name=doc.name,
		status=doc.status,
		customer=doc.customer,
		bill_to_customer=doc.bill_to_customer,
		blocked=blocked[doc.customer].blocked or "",
		bill_to_blocked=blocked[doc.bill_to_customer].blocked or "",
		posting_date=on,
		document_date=dates.document_date,
		due_date=dates.due_date,
		external_document_no=doc.external_document_no,
		currency=doc.currency,
		exchange_rate=rate_for_posting(doc, on) if on else to_decimal(doc.exchange_rate),
		digits=currency_digits(doc.currency),
		prices_include_vat=bool(doc.prices_include_vat),
		shipping_advice=doc.get("shipping_advice") or "Partial",
		customer_posting_group=doc.customer_posting_group,
		business_posting_group=doc.business_posting_group,
		vat_business_group=doc.vat_business_group,
		salesperson=doc.salesperson,
		payment_method=doc.payment_method,
		balancing_account=_balancing_account(doc.payment_method) if invoice else None,
		invoice_discount_percent=to_decimal(doc.get("invoice_discount_percent")),
		payment_discount_percent=to_decimal(doc.payment_discount_percent),
		payment_discount_date=dates.payment_discount_date,
		dimensions=dimensions_of(doc),
		queued=doc.get("posting_job_status") == "Queued",
		typed_no=None if doc.docstatus and not doc.flags.in_insert else doc.get("posted_no") or None,
		vat_date=vat_date(on, dates.document_date),
	)


def _balancing_account(payment_method: str | None) -> str | None:
	return payment_method and frappe.db.get_value("Payment Method", payment_method, "balancing_account")


def _line(
	header: HeaderFacts,
	line: Document,
	now: Mapping[str, tuple[Decimal, Decimal]],
	items: Mapping[str, ItemFacts],
	accounts: Mapping[str, "frappe._dict"],
	vat: Mapping[tuple[str | None, str | None], VatSetup],
	origin: OrderLineFacts | None,
	dimensions: tuple[str, ...],
	back: ReturnFacts,
) -> LineFacts:
	ship_now, invoice_now = now.get(line.name, (Decimal(0), Decimal(0)))
	account = accounts.get(line.account)
	business_group = vat_group_sold_under(back.sold, header.vat_business_group)
	setup = vat.get((business_group, line.vat_product_group))
	return LineFacts(
		name=line.name,
		row=line.idx,
		type=line.type,
		description=line.description or "",
		quantity=quantity(line.quantity),
		ship_now=ship_now,
		invoice_now=invoice_now,
		qty_per_uom=factor_of(line),
		uom=line.uom,
		item=items.get(line.item),
		item_charge=line.get("item_charge"),
		is_fee=bool(line.get("is_fee")),
		account=line.account,
		account_blocked=bool(account and account.blocked),
		account_direct=not account or bool(account.direct_posting),
		location=line.location,
		unit_price=to_decimal(line.unit_price),
		line_discount_amount=to_decimal(line.line_discount_amount, header.digits),
		line_discount_percent=to_decimal(line.line_discount_percent),
		invoice_discount_amount=to_decimal(line.invoice_discount_amount, header.digits),
		allow_invoice_discount=bool(line.allow_invoice_discount),
		product_posting_group=line.product_posting_group,
		vat_product_group=line.vat_product_group,
		vat_percent=_vat_percent(line, setup, back),
		order_line=origin,
		back=back,
		dimensions=overlaid(header.dimensions, dimensions_of(line, dimensions)),
	)


def _vat_percent(line: Document, setup: VatSetup | None, back: ReturnFacts) -> Decimal:
	"""That of the setup on the day; what is taken back has the rate that it was sold at."""
	if back.credited and back.credited.whole:
		return back.credited.whole.vat_percent
	return setup.vat_percent if setup else to_decimal(line.vat_percent)


def _origin(
	origins: Mapping[str, OrderLineFacts], name: str | None, open_entries: Mapping[str, list[OpenItemEntry]]
) -> OrderLineFacts | None:
	if name is None or name not in origins:
		return None
	origin = origins[name]
	return replace(origin, open_entries=tuple(open_entries.get(name, ())))

"""Facts of a sale, read in a constant number of queries whatever the number of lines.

With `lock=True`, what a posting may change is read FOR UPDATE in the fixed order: order rows, order lines, stock levels.
So the facts can not change between planning and writing, and no second look is needed. The document itself is read (and
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
from sales_mgmt.documents.exchange_rate import rate_for_posting
from sales_mgmt.documents.masters import ACCOUNT_FIELDS, ITEM_FIELDS, by_name
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.documents.terms import dates_for_posting
from sales_mgmt.finance.vat_setup import read_vat
from sales_mgmt.posting.accounts import read_accounts
from sales_mgmt.posting.core.facts import (
	INVENTORY,
	HeaderFacts,
	ItemFacts,
	LineFacts,
	OpenItemEntry,
	OrderLineFacts,
	SaleFacts,
	VatSetup,
	overlaid,
)
from sales_mgmt.posting.core.quantities import carries_quantity, order_line_posting
from sales_mgmt.posting.dimensions import dimension_fields, dimensions_of
from sales_mgmt.posting.origins import read_open_entries, read_order_lines
from sales_mgmt.posting.stock import read_levels
from sales_mgmt.settings import currency_digits, posting_policy


def gather_order(
	order: Document, ship: bool, invoice: bool, posting_date: date | None, lock: bool = False
) -> SaleFacts:
	"""Facts for shipping and/or invoicing an order. `order` was read FOR UPDATE if `lock`."""
	origins = {
		line.name: OrderLineFacts(
			line.name,
			order.name,
			quantity(line.quantity),
			quantity(line.quantity_shipped),
			quantity(line.quantity_invoiced),
			cancelled=quantity(line.quantity_cancelled),
		)
		for line in order.lines
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
	open_entries = read_open_entries(origins, lock) if invoice else {}
	item_facts = {
		name: ItemFacts(
			name,
			row.item_type,
			bool(row.sales_blocked),
			to_decimal(row.unit_cost),
			row.inventory_posting_group,
		)
		for name, row in items.items()
	}
	vat_date = posting_date or doc.document_date
	vat = read_vat(doc.vat_business_group, getdate(vat_date)) if invoice else {}
	header = _header(doc, posting_date, invoice)
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
		)
		for line in doc.lines
	)
	leaving = {
		(line.item.name, line.location)
		for line in lines
		if line.ship_now and line.item and line.item.item_type == INVENTORY and line.location
	}
	return SaleFacts(
		header=header,
		lines=lines,
		ship=ship,
		invoice=invoice,
		accounts=read_accounts(header, lines, vat) if invoice else read_accounts(None, ()),
		policy=posting_policy(),
		stock=read_levels(leaving, lock),
	)


def _header(doc: Document, posting_date: date | None, invoice: bool) -> HeaderFacts:
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
		shipping_advice=doc.shipping_advice or "Partial",
		customer_posting_group=doc.customer_posting_group,
		business_posting_group=doc.business_posting_group,
		vat_business_group=doc.vat_business_group,
		salesperson=doc.salesperson,
		payment_method=doc.payment_method,
		balancing_account=_balancing_account(doc.payment_method) if invoice else None,
		payment_discount_percent=to_decimal(doc.payment_discount_percent),
		payment_discount_date=dates.payment_discount_date,
		dimensions=dimensions_of(doc),
		queued=doc.get("posting_job_status") == "Queued",
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
) -> LineFacts:
	ship_now, invoice_now = now.get(line.name, (Decimal(0), Decimal(0)))
	account = accounts.get(line.account)
	setup = vat.get((header.vat_business_group, line.vat_product_group))
	return LineFacts(
		name=line.name,
		row=line.idx,
		type=line.type,
		description=line.description or "",
		quantity=quantity(line.quantity),
		ship_now=ship_now,
		invoice_now=invoice_now,
		qty_per_uom=to_decimal(line.qty_per_uom or 1),
		uom=line.uom,
		item=items.get(line.item),
		account=line.account,
		account_blocked=bool(account and account.blocked),
		account_direct=not account or bool(account.direct_posting),
		location=line.location,
		unit_price=to_decimal(line.unit_price),
		line_discount_amount=to_decimal(line.line_discount_amount, header.digits),
		invoice_discount_amount=to_decimal(line.invoice_discount_amount, header.digits),
		allow_invoice_discount=bool(line.allow_invoice_discount),
		product_posting_group=line.product_posting_group,
		vat_product_group=line.vat_product_group,
		vat_percent=setup.vat_percent if setup else to_decimal(line.vat_percent),
		order_line=origin,
		dimensions=overlaid(header.dimensions, dimensions_of(line, dimensions)),
	)


def _origin(
	origins: Mapping[str, OrderLineFacts], name: str | None, open_entries: Mapping[str, list[OpenItemEntry]]
) -> OrderLineFacts | None:
	if name is None or name not in origins:
		return None
	origin = origins[name]
	return replace(origin, open_entries=tuple(open_entries.get(name, ())))

"""Lines that give back what a posted invoice billed: they take its prices, its share of discounts, and its customer.

The share of a discount follows the quantity credited, by carrying the remainder over what is credited already. What comes
back twice, or was never billed, is refused when the document is posted; whose it is, already when it is saved.
"""

from collections.abc import Mapping
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Coalesce

from sales_mgmt.amounts import portion, to_decimal
from sales_mgmt.documents.filling.wholes import CREDITED, LOCAL, MONEY, PRICE_CREDITED, invoice_whole
from sales_mgmt.documents.making.fetched import DISCOUNTS, SAME_SALE
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import currency_digits
from sales_mgmt.storage.compare import differ

PRICE_ONLY = "Price"
"""Effect of a line that gives money back and moves no goods."""

SAME_THING = ("type", "item", "account", "item_charge", "uom")

Billed = Mapping[str, "frappe._dict"]
"""Posted invoice lines by name, with the fields of SAME_SALE of their invoice."""


def read_billed_lines(doc: DocumentShape) -> Billed:
	"""The posted invoice lines that the lines of a return credit. One query, or none."""
	names = {line.invoice_line for line in doc.lines if line.get("invoice_line")}
	if not names:
		return {}
	line, invoice = frappe.qb.DocType("Sales Invoice Line"), frappe.qb.DocType("Sales Invoice")
	fields = dict.fromkeys(
		(
			"name",
			"parent",
			"quantity",
			"quantity_credited",
			"qty_per_uom",
			"product_posting_group",
			*DISCOUNTS,
			*SAME_THING,
			*MONEY,
			*LOCAL,
			*CREDITED,
			PRICE_CREDITED,
		)
	)
	rows = (
		frappe.qb.from_(line)
		.join(invoice)
		.on((invoice.name == line.parent) & (invoice.docstatus == 1))
		.select(
			*[line[field] for field in fields],
			invoice.exchange_rate,
			invoice.vat_business_group,
			*[invoice[field] for field in SAME_SALE],
		)
		.where(line.name.isin(sorted(names)))
		.run(as_dict=True)
	)
	billed = {row.name: row for row in rows}
	for line in doc.lines:
		# What a return order has credited itself is part of what it takes.
		if line.get("invoice_line") in billed and (own := line.get("quantity_invoiced")):
			billed[line.invoice_line].quantity_credited -= own
			billed[line.invoice_line].own = own
	return billed


def fill_from_billed(doc: DocumentShape, billed: Billed) -> None:
	"""Set the invoice, the share of its discounts and the factor of its unit on lines that credit one."""
	digits = currency_digits(doc.currency)
	done = {name: quantity(origin.quantity_credited) for name, origin in billed.items()}
	for line in doc.lines:
		origin = billed.get(line.get("invoice_line"))
		line.invoice = origin.parent if origin else None
		if not origin:
			continue
		line.qty_per_uom = origin.qty_per_uom or 1
		if line.get("effect") == PRICE_ONLY and line.unit_price != origin.unit_price:
			continue  # a lower price of its own, not a part of the invoice's
		if origin.price_credited:
			_at_what_it_cost(line, origin, digits)
			continue
		before, whole = done[origin.name], quantity(origin.quantity)
		after = done[origin.name] = min(before + quantity(line.quantity), whole)
		for field in DISCOUNTS:
			total = to_decimal(origin.get(field), digits)
			line.set(field, float(portion(total, before, after, whole, digits)))


def _at_what_it_cost(line: Document, origin: "frappe._dict", digits: int) -> None:
	"""Goods that became cheaper after the fact come back for what they cost in the end: the price is that of the rest."""
	if origin.get("own") or (line.unit_price and line.unit_price != origin.unit_price):
		return
	left = invoice_whole(origin, digits, digits)
	line.unit_price = float(left.unit_price)
	count = quantity(line.quantity)
	for field, total in (
		("line_discount_amount", left.money.line_discount),
		("invoice_discount_amount", left.money.invoice_discount),
	):
		share = (
			portion(total, Decimal(0), min(count, left.quantity), left.quantity, digits)
			if left.quantity
			else 0
		)
		line.set(field, float(share))


def check_billed_lines(doc: DocumentShape, billed: Billed) -> list[Finding]:
	"""One finding for every line that credits something else than what its invoice billed, or somebody else's."""
	findings = []
	for line in doc.lines:
		origin = billed.get(line.get("invoice_line"))
		if not line.get("invoice_line"):
			continue
		if origin is None:
			message = sentence(
				"Row {0}: the invoice line that this row credits does not exist. Delete the row."
			)
		elif differ(doc, origin, SAME_SALE):
			message = sentence(
				"Row {0}: invoice {1} has another customer, another currency or another kind of prices. Credit it on a"
				" document of its own."
			)
		elif differ(line, origin, SAME_THING):
			message = sentence(
				"Row {0}: this row credits what invoice {1} billed, so its item, account and unit stay. Delete the row,"
				" or add one of your own."
			)
		else:
			continue
		values = (str(line.idx), origin.parent if origin else "")
		findings.append(Finding("credited_line", message, values, line.idx))
	return findings


def left_by(doc: DocumentShape) -> dict[str, "frappe._dict"]:
	"""The entries by which goods left that lines take back without naming an invoice line. One query, or none.

	There is no price to go by, but the day of the supply and the groups that it was posted with; VAT groups are those of the
	order, or of the invoice, that the goods left with.
	"""
	names = {
		line.applies_from_entry
		for line in doc.lines
		if line.get("applies_from_entry") and not line.get("invoice_line")
	}
	if not names:
		return {}
	entry, order, ordered, invoice, billed = (
		frappe.qb.DocType(name)
		for name in (
			"Item Ledger Entry",
			"Sales Order",
			"Sales Line",
			"Sales Invoice",
			"Sales Invoice Line",
		)
	)
	rows = (
		frappe.qb.from_(entry)
		.left_join(order)
		.on(order.name == entry.sales_order)
		.left_join(ordered)
		.on(ordered.name == entry.order_line)
		.left_join(invoice)
		.on((entry.document_doctype == "Sales Invoice") & (invoice.name == entry.document_name))
		.left_join(billed)
		.on(billed.name == entry.document_line)
		.select(
			entry.name,
			entry.posting_date,
			entry.business_posting_group,
			entry.product_posting_group,
			Coalesce(invoice.vat_business_group, order.vat_business_group).as_("vat_business_group"),
			Coalesce(billed.vat_product_group, ordered.vat_product_group).as_("vat_product_group"),
		)
		.where(entry.name.isin(sorted(names)))
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def check_returned_customer(doc: DocumentShape) -> list[Finding]:
	"""Goods that come back were this customer's. One query, or none."""
	named = [line for line in doc.lines if line.get("applies_from_entry")]
	if not named:
		return []
	entry = frappe.qb.DocType("Item Ledger Entry")
	rows = (
		frappe.qb.from_(entry)
		.select(entry.name, entry.customer)
		.where(entry.name.isin(sorted({line.applies_from_entry for line in named})))
		.run()
	)
	owners = dict(rows)
	message = sentence(
		"Row {0}: the goods of entry {1} went to another customer. Choose an entry of this one."
	)
	return [
		Finding("applies_from", message, (str(line.idx), line.applies_from_entry), line.idx)
		for line in named
		if owners.get(line.applies_from_entry, doc.customer) != doc.customer
	]

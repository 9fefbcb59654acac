"""Ledgers written before they said what was sold to whom, and by whom, say so too.

The invoice discount is taken from the posted lines; parts of a cent may differ from what a posting would write today.
"""

import frappe
from frappe.query_builder import Case, CustomFunction
from frappe.query_builder import functions as fn

from sales_mgmt.settings import get_policy

ROUND = CustomFunction("ROUND", ["value", "digits"])
BILLED = (("Sales Invoice", 1), ("Sales Credit Memo", -1))


def execute() -> None:
	_owners()
	_sales()
	for doctype, sign in BILLED:
		_discounts(doctype, sign)


def _owners() -> None:
	value, entry = frappe.qb.DocType("Item Value Entry"), frappe.qb.DocType("Item Ledger Entry")
	# Under names of their own: an UPDATE names the columns it sets without their table.
	owners = (
		frappe.qb.from_(entry)
		.select(entry.name.as_("entry"), entry.customer.as_("buyer"), entry.salesperson.as_("seller"))
		.where(entry.customer.isnotnull())
	).as_("owners")
	(
		frappe.qb.update(value)
		.join(owners)
		.on(owners.entry == value.item_ledger_entry)
		.set(value.customer, owners.buyer)
		.set(value.salesperson, owners.seller)
		.run()
	)


def _sales() -> None:
	"""The bases of a document's VAT entries are what it sold."""
	entry, vat = frappe.qb.DocType("Customer Ledger Entry"), frappe.qb.DocType("VAT Entry")
	bases = (
		frappe.qb.from_(vat)
		.select(vat.document_doctype, vat.document_name, fn.Sum(vat.base).as_("base"))
		.groupby(vat.document_doctype, vat.document_name)
	).as_("bases")
	(
		frappe.qb.update(entry)
		.join(bases)
		.on((bases.document_doctype == entry.document_doctype) & (bases.document_name == entry.document_name))
		.set(entry.sales_lcy, 0 - bases.base)
		.where(entry.document_type.isin(("Invoice", "Credit Memo")))
		.run()
	)


def _discounts(doctype: str, sign: int) -> None:
	entry, head, line = (
		frappe.qb.DocType(name) for name in ("Customer Ledger Entry", doctype, f"{doctype} Line")
	)
	without_vat = (
		Case()
		.when(head.prices_include_vat == 1, line.invoice_discount_amount / (1 + line.vat_percent / 100))
		.else_(line.invoice_discount_amount)
	)
	discounts = (
		frappe.qb.from_(head)
		.join(line)
		.on((line.parent == head.name) & (line.parenttype == doctype))
		.select(head.customer_ledger_entry, (fn.Sum(without_vat) * head.exchange_rate).as_("discount"))
		.where((head.docstatus == 1) & (line.invoice_discount_amount != 0))
		.groupby(head.customer_ledger_entry, head.exchange_rate)
	).as_("discounts")
	(
		frappe.qb.update(entry)
		.join(discounts)
		.on(discounts.customer_ledger_entry == entry.name)
		.set(entry.invoice_discount_lcy, ROUND(discounts.discount * sign, get_policy().local_digits))
		.run()
	)

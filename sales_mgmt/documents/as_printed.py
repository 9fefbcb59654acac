"""What a posted document says that stands in masters: kept on it when it is posted, so that a reprint says the same.

Texts of masters change (tax id, terms, names of people, bank details), and renaming a master changes every link to it. So
a posted document keeps them as one JSON value in `printed_as`, beside its links. Print formats read it through
`print_formats/paper.py`; what a document does not hold is read from today's masters, as on drafts. Not kept: the letter
head, which is stationery, and payment links, which lead to what is still to be paid.

Rule of the domain: documents on paper, addendum on reprints. One mechanism for all posted documents.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.settings import get_settings

FIELD = "printed_as"
NUMBERS = ("customer", "bill_to_customer", "sales_order", "return_order")
NAMES = ("customer_name", "bill_to_name")
BANK = ("bank_name", "bank_account_no", "iban", "swift_bic", "organisation_no")
DESCRIBED = {
	"salesperson": "Salesperson",
	"payment_terms": "Payment Terms",
	"payment_method": "Payment Method",
	"shipment_method": "Shipment Method",
	"shipping_agent": "Shipping Agent",
	"shipping_agent_service": "Shipping Agent Service",
}
"""Links that are printed by the description of what they lead to."""
NOT_TRANSLATED = ("salesperson",)
"""Names of people."""


def keep_as_printed(doc: Document) -> None:
	"""Note what the masters say now. `doc` is about to be stored as posted; nothing is stored here."""
	if doc.meta.has_field(FIELD):
		values = {**as_printed(doc), **(doc.flags.get("delivered") or {})}
		doc.set(FIELD, frappe.as_json(values, indent=None))


def kept(doc: Document) -> dict[str, Any]:
	"""What a posted document holds; empty for any other."""
	text = doc.get(FIELD) if doc.get("docstatus") else None
	return frappe.parse_json(text) if text else {}


def as_printed(doc: Document) -> dict[str, Any]:
	"""Texts of masters as they are today, by the names of the fields that lead to them."""
	settings = get_settings()
	language = doc.get("language") or ""
	payer = doc.get("bill_to_customer") or doc.get("customer")
	method = doc.get("payment_method")
	values = {
		**{field: doc.get(field) or "" for field in (*NUMBERS, *NAMES) if doc.meta.has_field(field)},
		"tax_id": _text("Customer", payer, "tax_id"),
		"pays_at_once": bool(_text("Payment Method", method, "balancing_account")),
		"described": {
			field: description(doctype, doc.get(field))
			for field, doctype in DESCRIBED.items()
			if doc.get(field)
		},
		"bank": {field: settings.get(field) or "" for field in BANK},
		"vat_clauses": vat_clauses(doc),
		"lines": {line.name: [line.get("item") or "", line.get("uom") or ""] for line in doc.lines},
	}
	return {**values, "language": language, "words": _words(values, language) if language else {}}


def _words(values: dict[str, Any], language: str) -> dict[str, str]:
	"""{text: text in the language of the document} of what is printed of masters: units, terms, clauses."""
	described = [text for field, text in values["described"].items() if field not in NOT_TRANSLATED]
	texts = {*described, *values["vat_clauses"], *(uom for _item, uom in values["lines"].values())}
	return {text: said for text in sorted(texts) if (said := translated(text, language)) != text}


def translated(text: str, language: str | None = None) -> str:
	"""A text of a master by the site's Translations; the text itself where there is none."""
	return _(text, language) if text else ""


def description(doctype: str, name: str | None) -> str:
	"""Payment terms "14D" are printed as "Net 14 days"."""
	return _text(doctype, name, "description") or name or ""


def note_carrier(shipment: Document) -> str | None:
	"""`printed_as` of a posted shipment whose carrier was corrected; everything else in it stays."""
	if not (values := kept(shipment)):
		return shipment.get(FIELD)
	for field in ("shipping_agent", "shipping_agent_service"):
		values["described"].pop(field, None)
		if name := shipment.get(field):
			values["described"][field] = description(DESCRIBED[field], name)
	return frappe.as_json(values, indent=None)


def vat_clauses(doc: Document) -> list[str]:
	"""The texts that the VAT of the lines wants printed, such as the reason for a rate of zero."""
	groups = {line.vat_product_group for line in doc.lines if line.get("vat_product_group")}
	if not groups or not doc.get("vat_business_group"):
		return []
	filters = {"vat_business_group": doc.vat_business_group, "vat_product_group": ("in", sorted(groups))}
	clauses = frappe.get_all("VAT Posting Setup", filters, pluck="vat_clause", order_by="vat_product_group")
	return list(dict.fromkeys(clause for clause in clauses if clause))


def _text(doctype: str, name: str | None, field: str) -> str:
	return (name and frappe.get_cached_value(doctype, name, field)) or ""

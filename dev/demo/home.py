"""The customs of the demo company's country, on the demo's own site and no other: dates, figures, the language of paper.

Dates are 30.11.2026 and figures 1 234,50 on the Desk; customers in Norway get Norwegian paper, with units and terms in
Norwegian. Set once, so that whoever changes them on the demo site keeps what they chose.
"""

from __future__ import annotations

import frappe

from sales_mgmt.customers.language import language_of_country

COUNTRY, CURRENCY = "Norway", "NOK"
CUSTOMS = {"date_format": "dd.mm.yyyy", "number_format": "# ###,##"}
WORDS = {
	"PCS": "stk.",
	"BOX": "eske",
	"PAIR": "par",
	"HOUR": "time",
	"METRE": "meter",
	"Net 14 days": "Netto 14 dager",
	"Net 14 days, 2 % within 8 days": "Netto 14 dager, 2 % ved betaling innen 8 dager",
	"Net 30 days": "Netto 30 dager",
	"End of month": "Inneværende måned",
	"End of month plus 14 days": "Inneværende måned pluss 14 dager",
	"Cash on delivery": "Kontant ved levering",
	"Bank transfer": "Bankoverføring",
	"Cash payment": "Kontant",
	"Card payment": "Kort",
	"Ex works": "Fra fabrikk",
	"Free carrier": "Fritt levert transportør",
	"Delivered at place": "Levert på stedet",
	"Picked up by the customer": "Hentes av kunden",
	"Own delivery van": "Egen varebil",
}
"""Units and terms of the fixtures as Norwegian customers read them."""


def settle() -> None:
	"""Write the customs, unless the site has been given them before."""
	language = language_of_country(COUNTRY)  # no, or nb where Frappe 16 has it under that name
	if frappe.db.exists("Translation", {"language": language, "source_text": "Net 14 days"}):
		return
	settings = frappe.get_single("System Settings")
	settings.update(CUSTOMS)
	settings.save()
	frappe.get_doc("Currency", CURRENCY).update({"number_format": CUSTOMS["number_format"]}).save()
	for text, said in WORDS.items():
		values = {"language": language, "source_text": text, "translated_text": said}
		frappe.get_doc({"doctype": "Translation", **values}).insert()
	for customer in _at_home():
		frappe.get_doc("Customer", customer).update({"language": language}).save()


def _at_home() -> list[str]:
	addresses = frappe.get_all("Address", {"country": COUNTRY}, pluck="name")
	filters = {"parenttype": "Address", "link_doctype": "Customer", "parent": ("in", addresses)}
	return sorted(set(frappe.get_all("Dynamic Link", filters, pluck="link_name")))

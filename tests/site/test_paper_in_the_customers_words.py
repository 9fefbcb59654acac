"""Addresses at home, units and terms in the customer's language, sums carried over, the admin's own fields of lines."""

import frappe
import pytest
from build import HAMBURG, OSLO, buyer, goods, item, order, posted_invoice, settings
from customising import tidied
from printed import made, pages, places, rows

from sales_mgmt.print_formats.pdf import render_pdf

WORDS = {"Net 14 days": "Netto 14 dager", "PCS": "STK", "Delivered at place": "Levert på stedet"}


@pytest.fixture(autouse=True)
def forgotten(site):
	"""Formats and words of the site are kept outside the database too."""
	yield
	frappe.db.rollback()
	frappe.clear_cache()
	frappe.translate.clear_cache()


def in_norwegian(**words):
	for text, said in words.items():
		values = {"language": "no", "source_text": text, "translated_text": said}
		frappe.get_doc({"doctype": "Translation", **values}).insert()


def moved(customer, like):
	"""The customer with the address of another one."""
	address = frappe.copy_doc(frappe.get_doc("Address", f"{like}-Billing"))
	address.links = []
	address.append("links", {"link_doctype": "Customer", "link_name": customer})
	address.insert()
	return customer


@pytest.mark.parametrize("language", ["en", "no"])
def test_an_address_at_home_has_no_country_and_one_abroad_has(language):
	for like, country, town in ((OSLO, "Norway", "Oslo"), (HAMBURG, "Germany", "Hamburg")):
		customer = moved(buyer(like, language=language), like)
		doc = posted_invoice(item("5000", 1), customer=customer)
		assert country in doc.bill_to_address_display
		for doctype, name in (("Sales Invoice", doc.name), ("Customer", customer)):
			lines = [" ".join(row) for sheet in places(render_pdf(doctype, name)) for row in rows(sheet)]
			assert any(town in line for line in lines)
			assert any(line.split(" ")[0] == country for line in lines) == (country == "Germany"), (
				doctype,
				lines,
			)


def test_units_and_terms_are_in_the_customers_language_on_every_paper():
	in_norwegian(**WORDS)
	for print_format in (
		"Sales Quote",
		"Order Confirmation",
		"Sales Invoice",
		"Sales Credit Memo",
		"Delivery Note",
	):
		doctype, name = made(print_format, 1, "no")
		text = " ".join(pages(render_pdf(doctype, name)))
		assert "STK" in text and "PCS" not in text, print_format
		assert "Levert på stedet" in text or print_format == "Sales Credit Memo", print_format
		if print_format in ("Sales Quote", "Order Confirmation", "Sales Invoice"):
			assert "Netto 14 dager" in text, print_format
	doctype, name = made("Sales Invoice", 1, "en")
	text = " ".join(pages(render_pdf(doctype, name)))
	assert "PCS" in text and "Net 14 days" in text and "Netto" not in text


def test_what_is_posted_prints_the_words_of_its_day():
	in_norwegian(PCS="STK")
	doctype, name = made("Sales Invoice", 1, "no")
	frappe.get_doc("Translation", {"source_text": "PCS"}).update({"translated_text": "ENH"}).save()
	in_norwegian(**{"Net 14 days": "Netto 14 dager"})
	text = " ".join(pages(render_pdf(doctype, name)))
	assert "STK" in text and "ENH" not in text and "Net 14 days" in text
	assert "PCS" in " ".join(pages(render_pdf(doctype, name, language="en")))


@pytest.mark.parametrize(
	("print_format", "language", "says"),
	[("Sales Invoice", "no", "Overført: "), ("Order Confirmation", "en", "Carried over: ")],
)
def test_every_sheet_but_the_last_carries_its_sum_over(print_format, language, says):
	"""60 lines of 1,234.50: what stands at a foot is the number of lines so far times that."""
	doctype, name = made(print_format, 60, language)
	sheets = places(render_pdf(doctype, name, print_format))
	assert len(sheets) > 1
	price = "1,234.50" if language == "en" else "1 234,50"
	lines = 0
	for number, sheet in enumerate(sheets, start=1):
		columns = [x for words, x, _y in sheet if words == price]
		lines += len([x for x in columns if abs(x - min(columns)) < 2]) if columns else 0
		carried = [words for words, _x, y in sheet if words.startswith(says)]
		if number == len(sheets):
			assert lines == 60 and carried == []
			continue
		total = f"{lines * 1234.5:,.2f}"
		assert carried == [
			says + (total if language == "en" else total.replace(",", "\u00a0").replace(".", ","))
		] or (carried == [says + total.replace(",", " ").replace(".", ",")])


def test_one_sheet_carries_nothing_over():
	doctype, name = made("Sales Invoice", 3, "en")
	assert "Carried over" not in " ".join(pages(render_pdf(doctype, name)))


def test_the_admins_fields_of_lines_are_printed_when_the_box_is_ticked(monkeypatch):
	with tidied():
		fields = [
			{"fieldname": "x_colour", "label": "Colour", "fieldtype": "Data"},
			{"fieldname": "x_length", "label": "Length", "fieldtype": "Float"},
			{"fieldname": "x_gift", "label": "Gift", "fieldtype": "Check"},
			{"fieldname": "x_margin", "label": "Margin note", "fieldtype": "Data", "print_hide": 1},
		]
		for doctype in ("Sales Line", "Sales Shipment Line"):
			for field in fields:
				frappe.get_doc({"doctype": "Custom Field", "dt": doctype, **field}).insert()
		values = {"x_colour": "Red & <b>blue</b>", "x_length": 2.5, "x_margin": "secret"}
		code = goods(stock=5)
		doc = order(item(code, 1, **values), customer=buyer(language="en"))
		shown = ("Colour: Red & <b>blue</b>", "Length: 2.5")
		for ticked in (0, 1):
			settings(print_custom_line_fields=ticked)
			text = " ".join(pages(render_pdf("Sales Order", doc.name)))
			assert [part in text for part in shown] == [bool(ticked)] * 2
			assert "secret" not in text and "Gift" not in text

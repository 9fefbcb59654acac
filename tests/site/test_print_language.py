"""Which languages a document may be printed in: those of the site, refused where an unknown one is typed."""

import frappe
import pytest
from build import OSLO, buyer, edit, item, order, posted_invoice
from printed import pages

from sales_mgmt.incoming.refusal import IncomingError
from sales_mgmt.print_formats import download, engine
from sales_mgmt.print_formats.pdf import render_pdf


@pytest.fixture(autouse=True)
def ours():
	"""As the first request or job of a process has it."""
	engine.install()


UNKNOWN = ("xx", "Klingon", "no/../en", "en'--", "English")


@pytest.mark.parametrize("code", UNKNOWN)
def test_a_language_that_does_not_exist_is_refused_where_it_is_typed(code):
	with pytest.raises(frappe.LinkValidationError, match="Language"):
		buyer(language=code)
	with pytest.raises(frappe.LinkValidationError, match="Language"):
		order(item("5000", 1), language=code)
	doc = order(item("5000", 1))
	with pytest.raises(frappe.LinkValidationError, match="Language"):
		edit(doc, None, language=code)
	template = {"doctype": "Customer Template", "code": "L", "description": "L", "language": code}
	with pytest.raises(frappe.LinkValidationError, match="Language"):
		frappe.get_doc(template).insert(ignore_mandatory=True)


@pytest.mark.parametrize("code", UNKNOWN)
def test_a_language_that_does_not_exist_is_refused_where_a_print_is_asked_for(code):
	doc = posted_invoice(item("5000", 1))
	with pytest.raises(IncomingError, match="There is no language"):
		download.download_pdf("Sales Invoice", doc.name, language=code)
	with pytest.raises(IncomingError, match="There is no language"):
		frappe.attach_print("Sales Invoice", doc.name, lang=code)
	frappe.form_dict._lang = code
	with pytest.raises(IncomingError, match="There is no language"):
		frappe.get_print("Sales Invoice", doc.name, as_pdf=True)


def test_a_code_is_read_however_it_is_written():
	doc = posted_invoice(item("5000", 1), customer=buyer(language="en"))
	assert "Faktura" in pages(render_pdf("Sales Invoice", doc.name, language="NO"))[0]


def test_a_language_that_nobody_translated_has_english_words_and_its_own_figures():
	"""By design: an invoice in English can be read, an empty one can not. 800 and 25 % in Basque: 1.000,00."""
	frappe.get_doc({"doctype": "Language", "language_code": "eu", "language_name": "Euskara"}).insert()
	doc = posted_invoice(
		{"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 800},
		customer=buyer(OSLO, language="eu"),
	)
	words = pages(render_pdf("Sales Invoice", doc.name))[0]
	assert "Invoice" in words and "Please pay" in words and "1.000,00" in words

"""Which languages a document may be printed in: those of the site, refused where an unknown one is typed."""

import re

import frappe
import pytest
from build import OSLO, buyer, edit, item, order, posted_invoice
from frappe.translate import print_language
from frappe.www.printview import get_html_and_style
from printed import pages

from sales_mgmt.incoming.refusal import IncomingError
from sales_mgmt.print_formats import download, engine
from sales_mgmt.print_formats.pdf import render_pdf
from sales_mgmt.sending.text import write_mail


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


@pytest.mark.parametrize(
	("language", "figure"), [("de", "1.000,00"), ("fr", "1 000,00"), ("de-CH", "1’000.00")]
)
def test_a_language_that_only_frappe_speaks_has_english_words_and_its_own_figures(language, figure):
	"""Frappe's German has "Menge" and "Beschreibung", and no word for what only our paper says. 800 and 25 %: 1,000."""
	if not frappe.db.exists("Language", language):
		frappe.get_doc({"doctype": "Language", "language_code": language, "language_name": language}).insert()
	doc = posted_invoice(
		{"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 800},
		customer=buyer(OSLO, language=language),
	)
	(page,) = pages(render_pdf("Sales Invoice", doc.name))
	assert pages(render_pdf("Sales Invoice", doc.name, language=language)) == [page]
	(english,) = pages(render_pdf("Sales Invoice", doc.name, language="en"))
	assert figure in " ".join(page.split()) and "Quantity" in page
	words = [re.sub(r"[\d.,’\s/:-]|Mar(ch)?", "", text) for text in (page, english)]
	assert words[0] == words[1]
	mail = write_mail(frappe.get_doc("Sales Invoice", doc.name), "")
	assert mail.subject.startswith("Invoice ") and "Rechnung" not in mail.message + mail.extract
	assert frappe.local.lang == "en" and not frappe.local.flags.figures_on_paper


def test_the_preview_on_the_screen_has_the_words_of_the_paper():
	doc = posted_invoice(item("5000", 1), customer=buyer(OSLO, language="de"))
	with print_language("de"):
		html = get_html_and_style("Sales Invoice", doc.name, print_format="Sales Invoice")["html"]
	assert "Quantity" in html and "Description" in html and "Beschreibung" not in html and "Menge" not in html
	assert frappe.local.lang == "en"


def test_whoever_translates_our_paper_has_it_in_that_language():
	"""By the site's Translations, or an app of somebody's: all of it, Frappe's words and those of the masters too."""
	for text, said in (
		("Carried over: {0}", "Übertrag: {0}"),
		("Please pay {0} by {1} and quote {2}.", "Bitte zahlen Sie {0} bis {1} ({2})."),
	):
		values = {"language": "de", "source_text": text, "translated_text": said}
		frappe.get_doc({"doctype": "Translation", **values}).insert()
	doc = posted_invoice(item("5000", 1), customer=buyer(OSLO, language="de"))
	(page,) = pages(render_pdf("Sales Invoice", doc.name))
	assert "Bitte zahlen Sie" in page and "Please pay" not in page


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

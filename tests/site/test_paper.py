"""Formats by customer, every road to a PDF, the engines, copied formats, the statement."""

import json
import re
from io import BytesIO

import frappe
import pytest
from build import BERGEN, DAY, HAMBURG, buyer, item, posted_invoice, settings
from customising import tidied
from printed import made, pages, places
from pypdf import PdfReader, PdfWriter

from sales_mgmt import api
from sales_mgmt.print_formats import engine
from sales_mgmt.print_formats.pdf import render_pdf


def download_multi_pdf(*args, **kwargs):
	return frappe.get_attr("frappe.utils.print_format.download_multi_pdf")(*args, **kwargs)


@pytest.fixture(autouse=True)
def as_in_a_request(site, monkeypatch):
	"""Frappe's log of downloads may not commit what a test made."""
	engine.install()
	monkeypatch.setattr(frappe.db, "commit", lambda: None)


def test_a_foreign_customer_reads_its_currency_and_the_bank_with_iban():
	settings(bank_name="Bank of Test", iban="NO93 8601 1117 947", swift_bic="TESTNOKK")
	doc = posted_invoice(item("5000", 1), customer=buyer(HAMBURG, language="en"))
	(text,) = pages(render_pdf("Sales Invoice", doc.name))
	assert f"Please pay EUR {doc.amount_including_vat:,.2f}" in text
	assert "Bank Bank of Test" in text
	assert "IBAN NO93 8601 1117 947 SWIFT/BIC TESTNOKK" in text


def test_printing_leaves_the_session_as_it_was_even_when_it_fails():
	doctype, name = made("Sales Invoice", 1, "no")
	before = (
		frappe.local.lang,
		frappe.local.jenv,
		frappe.utils.fmt_money(1234.5),
		frappe.utils.formatdate(DAY),
	)
	render_pdf(doctype, name)
	with pytest.raises(frappe.DoesNotExistError):
		render_pdf(doctype, name, "No Such Format")
	after = frappe.local.lang, frappe.local.jenv, frappe.utils.fmt_money(1234.5), frappe.utils.formatdate(DAY)
	assert before == after


def test_an_admin_may_keep_the_formats_of_the_site():
	settings(figures_on_paper="Site")
	doctype, name = made("Sales Invoice", 1, "en")
	assert frappe.utils.fmt_money(1234.5, precision=2) in pages(render_pdf(doctype, name))[0]


# Which format


def copied(of="sales_invoice", add="", name="Invoice for Test", doctype="Sales Invoice"):
	"""A format copied in the Desk, with a line added to it."""
	with open(frappe.get_app_path("sales_mgmt", "sales_mgmt", "print_format", of, f"{of}.html")) as file:
		html = file.read()
	values = {"name": name, "doc_type": doctype, "custom_format": 1, "print_format_type": "Jinja"}
	html = html.replace('	(_("Due date"),', f'{add}\n	(_("Due date"),', 1)
	frappe.get_doc({"doctype": "Print Format", "standard": "No", "html": html, **values}).insert()
	return name


def test_a_copied_format_shows_a_custom_field_with_one_more_line(monkeypatch):
	monkeypatch.undo()  # what an admin customises is committed, and taken away again
	with tidied():
		field = {"fieldname": "x_project", "label": "Project", "fieldtype": "Data"}
		frappe.get_doc({"doctype": "Custom Field", "dt": "Sales Invoice", **field}).insert()
		doc = posted_invoice(item("5000", 1), x_project="P-77")
		with_field = copied(add='	("Project", doc.x_project),')
		(text,) = pages(render_pdf("Sales Invoice", doc.name, with_field))
		assert "Project P-77" in text
		assert "VAT base" in text


def test_the_customers_format_goes_before_the_companys_on_every_road():
	mine, everybodys = (
		copied(add='	("Mark", "mine"),'),
		copied(add='	("Mark", "everybodys"),', name="Second"),
	)
	settings(print_formats=[{"document_type": "Sales Invoice", "print_format": everybodys}])
	special = buyer(BERGEN, print_formats=[{"document_type": "Sales Invoice", "print_format": mine}])
	special, plain = (
		posted_invoice(item("5000", 1), customer=customer) for customer in (special, buyer(BERGEN))
	)
	for doc, mark in ((special, "Mark mine"), (plain, "Mark everybodys")):
		assert mark in pages(render_pdf("Sales Invoice", doc.name))[0]
		assert mark in pages(frappe.attach_print("Sales Invoice", doc.name)["fcontent"])[0]
	download_multi_pdf("Sales Invoice", json.dumps([special.name, plain.name]), format=everybodys)
	first, second = pages(frappe.local.response.filecontent)
	assert "Mark mine" in first and "Mark everybodys" in second
	doc = frappe.get_doc("Sales Invoice", special.name)
	doc.run_method("onload")
	assert doc.get_onload("print_format") == mine


def test_a_row_must_name_a_format_of_its_document_and_each_document_once():
	with pytest.raises(frappe.ValidationError, match="is for Sales Order, not for Sales Invoice"):
		settings(print_formats=[{"document_type": "Sales Invoice", "print_format": "Picking List"}])
	row = {"document_type": "Sales Invoice", "print_format": "Sales Invoice"}
	with pytest.raises(frappe.ValidationError, match="two print formats"):
		buyer(print_formats=[row, dict(row)])


# Which engine


def test_mail_bulk_and_network_printing_are_made_by_weasyprint_with_page_numbers():
	doc = posted_invoice(item("5000", 1))
	attached = frappe.attach_print("Sales Invoice", doc.name, print_format="Sales Invoice")
	assert attached["fname"].endswith(".pdf")
	writer = frappe.get_print("Sales Invoice", doc.name, "Sales Invoice", as_pdf=True, output=PdfWriter())
	download_multi_pdf("Sales Invoice", json.dumps([doc.name]), format="Sales Invoice")
	file = BytesIO()
	writer.write(file)
	for content in (attached["fcontent"], frappe.local.response.filecontent, file.getvalue()):
		assert "Page 1 of 1" in pages(content)[0]
	assert "WeasyPrint" in PdfReader(BytesIO(attached["fcontent"])).metadata.producer


def test_what_is_printed_together_or_attached_by_frappe_counts_as_printed():
	docs = [posted_invoice(item("5000", 1)) for _ in range(2)]
	download_multi_pdf("Sales Invoice", json.dumps([doc.name for doc in docs]), format="Sales Invoice")
	frappe.attach_print("Sales Invoice", docs[0].name, print_format="Sales Invoice")
	counted = [frappe.db.get_value("Sales Invoice", doc.name, "times_printed") for doc in docs]
	assert counted == [2, 1]


def test_a_password_locks_the_attachment():
	doc = posted_invoice(item("5000", 1))
	attached = frappe.attach_print("Sales Invoice", doc.name, password="secret")
	reader = PdfReader(BytesIO(attached["fcontent"]))
	assert reader.is_encrypted and reader.decrypt("secret")


def test_the_sites_own_engine_prints_only_when_the_admin_chooses_it(monkeypatch):
	doc = posted_invoice(item("5000", 1))
	monkeypatch.setattr("frappe.utils.pdf.get_pdf", lambda html, options=None, output=None: b"by the site")
	assert frappe.get_print("Sales Invoice", doc.name, as_pdf=True) != b"by the site"
	settings(pdf_engine="Site's Own")
	assert frappe.get_print("Sales Invoice", doc.name, as_pdf=True) == b"by the site"
	assert render_pdf("Sales Invoice", doc.name) == b"by the site"


def test_a_format_of_the_print_format_builder_becomes_a_pdf():
	data = [
		{
			"fieldname": "print_heading_template",
			"fieldtype": "Custom HTML",
			"options": "<h2>Built {{ doc.name }}</h2>",
		},
		{"fieldtype": "Section Break", "label": ""},
		{"fieldtype": "Column Break"},
		{"fieldname": "customer_name", "fieldtype": "Data", "label": "Customer Name", "print_hide": 0},
	]
	built = {"name": "Built Test", "doc_type": "Sales Invoice", "print_format_builder": 1, "standard": "No"}
	frappe.get_doc({"doctype": "Print Format", "format_data": json.dumps(data), **built}).insert()
	doc = posted_invoice(item("5000", 1))
	text = pages(render_pdf("Sales Invoice", doc.name, "Built Test"))[0]
	assert f"Built {doc.name}" in text and doc.customer_name in text


# The statement


def test_the_statement_shows_what_is_open_in_each_currency_with_its_age():
	customer = buyer(language="en", currency=None, price_group=None, payment_terms="14D")
	doc = posted_invoice(
		{"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 800}, customer=customer
	)
	(text,) = pages(render_pdf("Customer", customer, settings={"to_date": "2026-03-31"}))
	assert "Customer Statement" in text and "As of 31 Mar 2026" in text
	assert f"2 Mar 2026 Invoice {doc.posted_no} 16 Mar 2026 1,000.00 1,000.00" in text
	# due on 16 March, so 15 days late on the 31st: nothing is not due, all of it in the first 30 days
	assert "0.00 1,000.00 0.00 0.00 0.00 NOK 1,000.00" in text


def test_the_statement_of_a_period_has_opening_and_closing_balance_in_norwegian_too():
	customer = buyer(language="no", currency=None, price_group=None, payment_terms="14D")
	line = {"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 800}
	doc = posted_invoice(line, customer=customer)
	api.register_payment(customer, 400, "2026-03-20", doc.name)
	period = {"statement": "Movements", "from_date": "2026-03-10", "to_date": "2026-03-31"}
	(text,) = pages(render_pdf("Customer", customer, settings=period))
	assert "Kontoutdrag" in text and "Side 1 av 1" in text
	assert re.search(r"10\.03\.2026 Inngående saldo ?1 000,00", text)
	assert "-400,00 600,00" in text
	assert "NOK 600,00" in text


@pytest.mark.parametrize(
	("chosen", "says"),
	[
		({"statement": "Evil"}, "is no choice here. Choose one of these: Open Entries, Movements."),
		({"to_date": "2026-02-30"}, "there is no day 2026-02-30 in the calendar"),
		({"from_date": ["2026-02-01"]}, "is not a date"),
		({"currency": {"a": 1}}, "a text is expected, not a list of values"),
	],
)
def test_a_statement_of_what_does_not_exist_is_refused_with_a_sentence(chosen, says):
	with pytest.raises(frappe.ValidationError, match=says):
		render_pdf("Customer", BERGEN, settings=chosen)


def test_the_statement_is_refused_without_the_right_to_read_the_ledger():
	frappe.set_user("warehouse@nordavind.example")
	with pytest.raises(frappe.PermissionError):
		api.customer_statement(BERGEN)


@pytest.mark.parametrize("language", ["en", "no"])
def test_a_long_statement_repeats_its_head_and_numbers_its_sheets(language):
	customer = buyer(language=language, currency=None, price_group=None, payment_terms="14D")
	lines = {"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 800}
	doc = posted_invoice(lines, customer=customer)
	entry = frappe.get_doc("Customer Ledger Entry", {"document_name": doc.name}).as_dict()
	columns = frappe.get_meta("Customer Ledger Entry").get_valid_columns()
	rows = [
		tuple(f"{entry.name}-{number}" if name == "name" else entry.get(name) for name in columns)
		for number in range(199)
	]
	frappe.db.bulk_insert("Customer Ledger Entry", columns, rows)
	pdf = render_pdf("Customer", customer, settings={"to_date": "2026-03-31"})
	texts, sheets = pages(pdf), places(pdf)
	assert len(sheets) > 2
	title, date, number = (
		("Customer Statement", "Date", "Page {0} of {1}")
		if language == "en"
		else ("Kontoutdrag", "Dato", "Side {0} av {1}")
	)
	for place, (text, sheet) in enumerate(zip(texts, sheets, strict=True), start=1):
		assert number.format(place, len(sheets)) in text
		assert [y for words, _x, y in sheet if words.startswith(title) and y < 60]
		heads = [y for words, _x, y in sheet if words == date]
		assert len(heads) == 1 and (place == 1 or heads[0] > 770)
	# 200 invoices of 800 and 25 % VAT
	assert ("200,000.00" if language == "en" else "200 000,00") in texts[-1]


@pytest.mark.parametrize(("asked", "heading"), [("en", "Invoice"), ("no", "Faktura"), (None, "Faktura")])
def test_a_language_that_is_asked_for_goes_before_that_of_the_document(asked, heading):
	doc = posted_invoice(item("5000", 1), customer=buyer(language="no"))
	attached = frappe.attach_print("Sales Invoice", doc.name, lang=asked)
	words = pages(attached["fcontent"])[0]
	assert heading in words
	assert ("Please pay" in words) == (asked == "en")


def test_the_language_of_one_attachment_is_not_that_of_the_next():
	doc = posted_invoice(item("5000", 1), customer=buyer(language="no"))
	frappe.attach_print("Sales Invoice", doc.name, lang="en")
	assert "Please pay" not in pages(frappe.attach_print("Sales Invoice", doc.name)["fcontent"])[0]


@pytest.mark.parametrize(("print_format", "language"), [(None, None), ("Sales Invoice", "en")])
def test_what_frappe_writes_beside_a_notification_by_itself_is_no_choice(print_format, language):
	attachment = {
		"print_format_attachment": 1,
		"doctype": "Sales Invoice",
		"name": "SI-1",
		"print_format": print_format,
		"lang": "en",
	}
	queued = frappe.get_doc({"doctype": "Email Queue", "attachments": frappe.as_json([attachment])})
	queued.insert(ignore_permissions=True, ignore_mandatory=True)
	[stored] = frappe.parse_json(frappe.db.get_value("Email Queue", queued.name, "attachments"))
	assert stored["lang"] == language

"""The printed invoice: what stands on the paper, on how many pages, who may have it, and what it may fetch."""

import re
import time
from pathlib import Path
from unittest.mock import patch

import frappe
import pytest
from printed import drawn, pages
from statements import recorded

from dev.demo import company
from sales_mgmt import api
from sales_mgmt.print_formats.pdf import render_pdf
from sales_mgmt.print_formats.site_files import NotASiteFile, fetch

HEAD = "No. Description Quantity Unit Unit price"
CUSTOMER = "C-00002"
NOT_OURS = (
	"https://example.com/logo.png",
	"http://127.0.0.1:9/logo.png",
	"file:///etc/passwd",
	"{site}/etc/passwd",
	"{site}/files/../../site_config.json",
	"{site}/files/%2e%2e/%2e%2e/site_config.json",
	"{site}/assets/../../common_site_config.json",
	"{site}/assets/sales_mgmt/../../apps.txt",
	"{site}/private/files/nobody-knows.png",
	"{site}/private/backups/database.sql",
)


def make_invoice(count=1, **values):
	"""A draft with `count` lines of items that are in stock or need none."""
	items = ("1000", "3000", "5000", "3010")
	lines = [{"type": "Item", "item": items[place % len(items)], "quantity": 1} for place in range(count)]
	lines[0]["line_discount_percent"] = 10
	header = {"doctype": "Sales Invoice", "customer": CUSTOMER, "lines": lines, **values}
	return frappe.get_doc(header).insert()


def posted(invoice):
	invoice.submit()
	return invoice


def on_paper(day):
	"""A date in English: 18 Mar 2026."""
	day = frappe.utils.getdate(day)
	return f"{day.day} {day:%b %Y}"


def printed(invoice, **options):
	return pages(render_pdf("Sales Invoice", invoice.name, **options))


@pytest.mark.parametrize(("count", "at_least"), [(1, 1), (200, 4)])
def test_every_page_has_heads_and_number_and_the_totals_stand_once(books, count, at_least):
	invoice = posted(make_invoice(count))
	texts = printed(invoice)
	assert len(texts) >= at_least
	for number, text in enumerate(texts, start=1):
		assert HEAD in text
		assert f"Page {number} of {len(texts)}" in text
		assert f"Invoice {invoice.posted_no}" in text
		assert "Org. no. NO 900 100 000 MVA" in text
	whole = " ".join(texts)
	total = f"{invoice.amount_including_vat:,.2f}"
	assert whole.count(f"Total NOK {total}") == 1
	assert f"Total NOK {total}" in texts[-1]
	assert whole.count("VAT base") == 1
	assert whole.count("Alloy pedals, pair") == -(-count // 4)


def test_the_paper_names_buyer_receiver_and_terms():
	invoice = posted(make_invoice(your_reference="Olav Fjeld", external_document_no="B-4711"))
	(text,) = drawn(render_pdf("Sales Invoice", invoice.name))
	for part in (
		"Nordavind Sykkel AS",
		"Bill to Bergen Sykkelverksted AS Strandgaten 112 5004 Bergen NO 900 100 002 MVA",
		"Ship to Bergen Sykkelverksted AS Damsgårdsveien 40 Port 3 5058 Bergen",
		"Your reference Olav Fjeld",
		"Your order no. B-4711",
		"Our reference Kari Nygård",
		"Payment terms Net 30 days",
		"Delivery terms Delivered at place",
	):
		assert part in text


def test_the_customer_reads_when_and_how_much_to_pay():
	invoice = posted(make_invoice())
	due = on_paper(invoice.due_date)
	(text,) = printed(invoice)
	assert f"Due date {due}" in text
	assert re.search(rf"Please pay NOK [\d.,]+ by {due} and quote {invoice.posted_no}\.", text)


def test_a_cash_invoice_is_marked_as_paid():
	(text,) = printed(posted(make_invoice(payment_method="CASH")))
	assert "Paid: Cash payment" in text
	assert "Please pay" not in text


def test_an_invoice_from_an_order_is_as_complete_as_a_direct_one(books):
	lines = [
		{"type": "Item", "item": "1000", "quantity": 2},
		{"type": "Comment", "description": "Ring first"},
	]
	order = frappe.get_doc({"doctype": "Sales Order", "customer": CUSTOMER, "lines": lines}).insert()
	name = api.post("Sales Order", order.name, ship=True, invoice=True)["invoice"]
	(text,) = pages(render_pdf("Sales Invoice", name))
	assert f"Order {order.name}" in text
	assert f"Due date {on_paper(order.due_date)}" in text
	assert "Ring first" in text


@pytest.mark.parametrize("count", [1, 60])
def test_a_draft_is_marked_on_every_page_and_asks_for_no_money(count):
	texts = printed(make_invoice(count))
	assert all("DRAFT" in text for text in texts)
	assert "Please pay" not in " ".join(texts)


def test_a_posted_invoice_has_no_mark():
	assert "DRAFT" not in " ".join(printed(posted(make_invoice())))


def test_texts_of_users_are_printed_as_text():
	evil = "<img src='file:///a'><b>A</b> & B"
	invoice = make_invoice()
	invoice.db_set("your_reference", evil)
	frappe.db.set_value("Sales Invoice Line", invoice.lines[0].name, "description", evil)
	(text,) = drawn(render_pdf("Sales Invoice", invoice.name))
	assert text.replace(" ", "").count(evil.replace(" ", "")) == 2


def test_a_tall_footer_takes_its_room_from_the_lines():
	foot = "<br>".join(f"line {number} of the foot" for number in range(20))
	frappe.get_doc(
		{
			"doctype": "Letter Head",
			"letter_head_name": "Tall",
			"source": "HTML",
			"content": "Tall",
			"footer": foot,
		}
	).insert()
	invoice = make_invoice(40)
	texts = printed(invoice, letterhead="Tall")
	assert all("line 0 of the foot" in text and "line 19 of the foot" in text for text in texts)
	assert len(texts) > len(printed(invoice))


def test_without_a_letter_head_neither_head_nor_foot_is_printed():
	(text,) = printed(make_invoice(), no_letterhead=True)
	assert "Nordavind" not in text
	assert "Page 1 of 1" in text


def test_the_paper_speaks_the_customers_language():
	invoice = make_invoice(language="no")
	words = {
		"doctype": "Translation",
		"language": "no",
		"source_text": "Due date",
		"translated_text": "Forfall",
	}
	translation = frappe.get_doc(words).insert()
	try:
		assert f"Forfall {frappe.utils.getdate(invoice.due_date):%d.%m.%Y}" in printed(invoice)[0]
		assert "Due date" in printed(invoice, language="en")[0]
	finally:
		translation.delete()


def test_frappes_standard_format_becomes_a_pdf_too():
	assert "Sales Invoice" in printed(make_invoice(), print_format="Standard")[0]


def test_two_hundred_lines_take_less_than_three_seconds():
	invoice = make_invoice(200)
	render_pdf("Sales Invoice", invoice.name)
	before = time.process_time()
	render_pdf("Sales Invoice", invoice.name)
	assert time.process_time() - before < 3


def test_printing_reads_as_much_for_one_line_as_for_two_hundred():
	short, long = make_invoice(1), make_invoice(200)
	render_pdf("Sales Invoice", short.name)
	counts = []
	for invoice in (short, long):
		frappe.cache.delete_keys("document_cache")
		frappe.local.document_cache = {}
		with recorded() as statements:
			render_pdf("Sales Invoice", invoice.name)
		counts.append(len(statements))
	assert counts[0] == counts[1] <= 25


def download(**values):
	"""Call what the PDF button calls, as a GET request would; the log of downloads may not commit the test's invoice."""
	frappe.local.request = frappe._dict(method="GET")
	frappe.local.form_dict = frappe._dict(cmd="frappe.utils.print_format.download_pdf", **values)
	try:
		with patch.object(frappe.db, "commit"):
			frappe.handler.execute_cmd(frappe.form_dict.cmd)
	finally:
		del frappe.local.request
		frappe.local.form_dict = frappe._dict()
	return frappe.local.response


@pytest.mark.parametrize("user", [company.BILLING, company.CLERK, company.MANAGER, company.AUDITOR])
def test_who_may_print_gets_the_pdf(user):
	invoice = posted(make_invoice())
	frappe.set_user(user)
	response = download(doctype="Sales Invoice", name=invoice.name, format="Sales Invoice", no_letterhead="0")
	assert (response.type, response.filename) == ("pdf", f"{invoice.posted_no}.pdf")
	assert "Nordavind Sykkel AS" in pages(response.filecontent)[0]


@pytest.mark.parametrize("user", [company.WAREHOUSE, "Guest"])
def test_who_may_not_print_is_refused(user):
	invoice = posted(make_invoice())
	frappe.set_user(user)
	with pytest.raises(frappe.PermissionError):
		download(doctype="Sales Invoice", name=invoice.name)


def test_a_shared_key_opens_one_document_and_a_wrong_key_none():
	invoice = posted(make_invoice())
	key = invoice.get_document_share_key()
	frappe.set_user("Guest")
	assert download(doctype="Sales Invoice", name=invoice.name, key=key).type == "pdf"
	with pytest.raises(
		(getattr(frappe.exceptions, "InvalidKeyError", frappe.PermissionError), frappe.PermissionError)
	):
		download(doctype="Sales Invoice", name=invoice.name, key="wrong")


def test_other_doctypes_are_left_to_frappe(monkeypatch):
	calls = []
	monkeypatch.setattr(
		"frappe.utils.print_format.download_pdf",
		lambda doctype, name, format=None, letterhead=None: calls.append((doctype, name, format, letterhead)),
	)
	download(doctype="ToDo", name="x", format="Standard", letterhead="Y")
	assert calls == [("ToDo", "x", "Standard", "Y")]


@pytest.mark.parametrize("address", NOT_OURS)
def test_nothing_is_fetched_but_files_of_the_site(address):
	with pytest.raises(NotASiteFile):
		fetch(address.format(site=frappe.utils.get_url()))


def test_private_files_are_shown_to_those_who_may_read_them():
	file = frappe.get_doc(
		{"doctype": "File", "file_name": "logo-of-the-pdf-test.txt", "is_private": 1, "content": "logo"}
	).insert()
	address = frappe.utils.get_url() + file.file_url
	try:
		assert fetch(address)["string"] == b"logo"
		frappe.set_user(company.WAREHOUSE)
		with pytest.raises(NotASiteFile):
			fetch(address)
	finally:
		Path(file.get_full_path()).unlink()


def test_files_of_apps_and_of_the_document_itself_are_shown():
	assert fetch(frappe.utils.get_url() + "/assets/frappe/images/frappe-framework-logo.svg")["string"]
	assert fetch("data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=")

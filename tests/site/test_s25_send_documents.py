"""S25 Send documents by email (domain A24): profiles, the mail that opens, the queue, counters, attachments.

The mails are sent to a real server on this machine and read there.
"""

import mailbox as mailbox_module
import re
import sys
from html import unescape
from mailbox import attached, deliver, html, linked, mail_server, queued
from urllib.parse import parse_qs, urlsplit

import frappe
import pytest
from build import BERGEN, OSLO, buyer, goods, invoice, item, order, post, posted_invoice, quote, settings

from dev.demo import company
from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError
from sales_mgmt.jobs import queue
from sales_mgmt.sending.pdf_file import clear_drafts
from sales_mgmt.transactions import retry

PROMPT, AT_ONCE, NO = "Yes (Prompt for Settings)", "Yes (Use Default Settings)", "No"
KARI = "kari@example.com"


@pytest.fixture
def mailbox():
	with mail_server() as box:
		yield box


def profile(email=AT_ONCE, **values):
	code = f"P-{frappe.generate_hash(length=6)}"
	return (
		frappe.get_doc({"doctype": "Document Sending Profile", "code": code, "email": email, **values})
		.insert()
		.name
	)


def contact(customer=None, address=KARI, first_name="Kari"):
	links = [{"link_doctype": "Customer", "link_name": customer}] if customer else []
	emails = [{"email_id": address, "is_primary": 1}]
	values = {"first_name": first_name, "email_ids": emails, "links": links}
	return frappe.get_doc({"doctype": "Contact", **values}).insert().name


def client(**values):
	"""A customer with a contact who can be written to."""
	name = buyer(**values)
	contact(name)
	return name


def bill(customer=None, **values):
	return posted_invoice(item(goods(stock=5), 2), customer=customer or client(), **values)


def paypal(**values):
	service = frappe.get_doc("Payment Service", "PayPal")
	service.update({"enabled": 1, **values})
	service.save()


def paypal_links(body):
	"""Addresses of the PayPal links in an HTML text."""
	return [unescape(address) for address in re.findall(r'href="(https://[^"]*paypal[^"]*)"', body)]


def counts(doc):
	return frappe.db.get_value(doc.doctype, doc.name, ["times_printed", "times_sent"])


def named(doc):
	return {"doctype": doc.doctype, "name": doc.name}


def test_s25_1_the_customers_profile_wins_over_the_default_one():
	usual, own = profile(NO, is_default=1), profile(AT_ONCE)
	bound, free = client(document_sending_profile=own), client()
	assert api.sending_options(**named(bill(bound)))["profile"] == own
	assert api.sending_options(**named(bill(free)))["profile"] == usual


def test_s25_2_prompt_opens_the_mail_and_default_settings_send_it(mailbox):
	doc = bill(client(document_sending_profile=profile(PROMPT)))
	answer = api.send_document(**named(doc))
	assert (answer["email"], answer["communication"], queued(doc)) == (PROMPT, None, [])
	draft = api.message_draft(**named(doc))
	assert draft["recipients"] == KARI
	assert draft["subject"] == f"Invoice {doc.posted_no} from Nordavind Sykkel AS"
	assert draft["attachment"]["file_name"] == f"Invoice {doc.posted_no}.pdf"
	settings(company_name=None)
	assert api.message_draft(**named(doc))["subject"] == f"Invoice {doc.posted_no}"
	settings(company_name="Nordavind Sykkel AS")

	answer = api.send_document(**named(doc), email=AT_ONCE)
	assert answer["recipients"] == KARI
	assert mailbox.messages == []  # not before the transaction is over
	deliver()
	[message] = mailbox.messages
	assert mailbox.recipients == [[KARI]]
	assert message["Subject"] == f"Invoice {doc.posted_no} from Nordavind Sykkel AS"
	[(file, text)] = attached(message).items()
	assert file == f"Invoice {doc.posted_no}.pdf"
	assert doc.posted_no in text


def test_s25_3_the_printed_counter_rises_when_the_mail_is_discarded(mailbox):
	doc = bill()
	before = doc.modified
	assert counts(doc) == (0, 0)
	api.message_draft(**named(doc))
	assert counts(doc) == (1, 0)
	assert queued(doc) == []
	api.send_document(**named(doc), email=AT_ONCE)
	assert counts(doc) == (2, 1)
	assert frappe.db.get_value(doc.doctype, doc.name, "modified") == before


def test_s25_4_a_mail_that_fails_is_tried_10_times_again_and_then_has_an_error_with_its_reason(mailbox):
	doc = bill()
	api.send_document(**named(doc), email=AT_ONCE)
	mailbox.busy = True
	for tries in range(1, 11):
		deliver()
		[mail] = queued(doc)
		assert (mail.status, mail.retry) == ("Not Sent", tries)
	deliver()
	[mail] = queued(doc)
	assert mail.status == "Error"
	assert "sendmail" in mail.error
	assert frappe.db.get_value("Communication", mail.communication, "delivery_status") == "Error"
	mailbox.busy = False
	deliver()
	assert mailbox.messages == []


def test_s25_4_cancelling_stops_what_has_not_left(mailbox):
	doc = bill()
	api.send_document(**named(doc), email=AT_ONCE)
	assert api.cancel_sending(**named(doc)) == 1
	deliver()
	assert mailbox.messages == []
	[mail] = queued(doc)
	assert mail.status == "Error"
	assert mail.error == "Sending was cancelled by Administrator."
	assert api.cancel_sending(**named(doc)) == 0


def test_s25_5_a_posted_shipment_gets_its_pdf_as_one_attachment():
	doc = order(item(goods(stock=5), 2))
	shipment = post(doc, ship=True).shipment
	mine = {"attached_to_doctype": "Sales Shipment", "attached_to_name": shipment}
	for _again in range(2):
		made = api.attach_as_pdf("Sales Shipment", shipment)
		[file] = frappe.get_all("File", mine, ["name", "file_name", "is_private"])
		assert file == {"name": made["name"], "file_name": made["file_name"], "is_private": 1}
	assert frappe.get_doc("File", file.name).get_content()[:5] == b"%PDF-"


def test_what_is_sent_stands_on_the_timeline_once(mailbox):
	doc = bill()
	sent = api.send_document(**named(doc), email=AT_ONCE)
	about = {
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"communication_type": "Communication",
	}
	assert frappe.get_all("Communication", about, pluck="name") == [sent["communication"]]


def test_the_mail_shows_lines_total_and_due_date_and_a_link_that_pays_them(mailbox):
	paypal(account="shop+no@example.com", sandbox=1)
	code = goods(price=100, stock=5)
	doc = posted_invoice(item(code, 2), customer=client())
	api.send_document(**named(doc), email=AT_ONCE)
	deliver()
	[message] = mailbox.messages
	body = html(message)
	assert code in body
	assert "NOK 250.00" in body or "NOK 250,00" in body
	[link] = paypal_links(body)
	assert linked(message) == [link]
	assert parse_qs(urlsplit(link).query) == {
		"cmd": ["_xclick"],
		"business": ["shop+no@example.com"],
		"amount": ["250.00"],
		"currency_code": ["NOK"],
		"invoice": [doc.posted_no],
		"item_name": [f"Invoice {doc.posted_no}"],
	}


def test_a_paid_invoice_carries_no_link():
	paypal(account="A1")
	customer = client()
	doc = posted_invoice(item(goods(price=100, stock=5), 2), customer=customer)
	assert "paypal.com" in api.message_draft(**named(doc))["extract"]
	api.register_payment(customer, 250, "2026-03-03", apply_to=[doc.name])
	assert "paypal.com" not in api.message_draft(**named(doc))["extract"]


def test_a_customer_is_written_to_in_their_language(mailbox):
	doc = bill(client(language="no"))
	api.send_document(**named(doc), email=AT_ONCE)
	deliver()
	[message] = mailbox.messages
	[(_file, text)] = attached(message).items()
	assert "Faktura" in text
	assert f"Her er faktura {doc.posted_no}" in html(message)
	assert message["Subject"] == f"Faktura {doc.posted_no} fra Nordavind Sykkel AS"


def test_an_invoice_goes_to_who_pays_it_and_the_shipment_to_who_ordered():
	payer = client()
	ordered_by = buyer(bill_to_customer=payer)
	own = contact(ordered_by, "ola@example.com", "Ola")
	doc = order(item(goods(stock=5)), customer=ordered_by, contact=own)
	posted = post(doc, ship=True, invoice=True)
	bill_of_it = api.message_draft("Sales Invoice", posted.invoice)
	assert bill_of_it["recipients"] == KARI
	assert bill_of_it["subject"].startswith("Invoice PI-")
	assert "Hello Kari," in bill_of_it["message"]
	note = api.message_draft("Sales Shipment", posted.shipment)
	assert note["recipients"] == "ola@example.com"
	assert "Hello Ola," in note["message"]


def test_a_document_without_an_address_is_not_sent_and_says_so(mailbox):
	doc = bill(buyer())
	with pytest.raises(frappe.ValidationError, match="no email address"):
		api.send_document(**named(doc), email=AT_ONCE)


def test_drafts_and_what_waits_for_approval_are_not_sent():
	waiting = order(item("1000"))
	frappe.db.set_value("Sales Order", waiting.name, "status", "Pending Approval")
	for doc in (invoice(item("1000")), waiting):
		with pytest.raises(frappe.ValidationError):
			api.message_draft(**named(doc))


def test_many_documents_are_sent_each_on_its_own(mailbox):
	good, silent = bill(), bill(client(document_sending_profile=profile(NO)))
	lost = bill(buyer())
	answers = api.send_documents("Sales Invoice", [good.name, silent.name, lost.name])
	assert [(row["name"], row["ok"]) for row in answers] == [
		(good.name, True),
		(silent.name, False),
		(lost.name, False),
	]
	assert "sends no emails" in answers[1]["message"]
	deliver()
	assert mailbox.recipients == [[KARI]]


def test_nothing_is_sent_of_a_posting_that_is_rolled_back(mailbox):
	doc = invoice(item(goods(stock=5)), customer=client())
	frappe.db.savepoint("posting")
	post(doc)
	api.send_document(**named(doc), email=AT_ONCE)
	assert len(queued(doc)) == 1
	frappe.db.rollback(save_point="posting")
	deliver()
	assert mailbox.messages == []
	assert queued(doc) == []


def test_a_refused_posting_sends_nothing(mailbox):
	doc = invoice(item(goods(stock=0)), customer=client())
	with pytest.raises(PostingError):
		api.post(doc.doctype, doc.name)
	assert queued(doc) == []


def test_one_profile_is_the_default():
	first, second = profile(is_default=1), profile(is_default=1)
	assert frappe.get_all("Document Sending Profile", {"is_default": 1}, pluck="name") == [second]
	assert frappe.db.get_value("Document Sending Profile", first, "is_default") == 0


def test_the_counts_are_written_by_nobody_else():
	doc = quote(item("1000"))
	api.message_draft(**named(doc))
	doc.reload()
	doc.times_printed, doc.times_sent = 9, 9
	doc.save()
	assert counts(doc) == (1, 0)


def test_a_form_that_was_open_when_a_document_was_printed_can_be_saved_and_keeps_the_count():
	doc = quote(item("1000"))
	api.message_draft(**named(doc))
	doc.your_reference = "X"
	doc.save()
	assert counts(doc) == (1, 0)


def test_a_name_can_not_write_headers(mailbox):
	doc = bill(client())
	frappe.db.set_single_value("Sales Settings", "company_name", "Evil\r\nBcc: all@example.com")
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	api.send_document(**named(doc), email=AT_ONCE)
	deliver()
	[message] = mailbox.messages
	assert message["Bcc"] is None
	assert mailbox.recipients == [[KARI]]
	assert message["Subject"] == f"Invoice {doc.posted_no} from Evil Bcc: all@example.com"


def test_the_profiles_email_template_writes_the_mail():
	text = "<p>{% set mail = sales_mail(doctype, name) %}To {{ mail.customer_name }}: {{ mail.total }}</p>"
	template = frappe.get_doc(
		{
			"doctype": "Email Template",
			"name": "Short",
			"subject": "Bill {{ posted_no }}",
			"use_html": 1,
			"response_html": text,
		}
	).insert()
	rows = [{"document_type": "Sales Invoice", "email_template": template.name}]
	doc = bill(client(document_sending_profile=profile(templates=rows)))
	draft = api.message_draft(**named(doc))
	assert draft["subject"] == f"Bill {doc.posted_no}"
	assert draft["message"].startswith(f"<p>To {doc.bill_to_name}: NOK 250")
	assert "<table" in draft["extract"]


def test_the_warehouse_sends_shipments_and_no_invoices(mailbox):
	doc = order(item(goods(stock=5), 2), customer=client())
	posted = post(doc, ship=True, invoice=True)
	frappe.set_user(company.WAREHOUSE)
	assert api.send_document("Sales Shipment", posted.shipment, email=AT_ONCE)["recipients"] == KARI
	with pytest.raises(frappe.PermissionError):
		api.send_document("Sales Invoice", posted.invoice, email=AT_ONCE)


def test_a_sender_is_told_when_their_mail_can_not_be_sent(mailbox):
	doc = bill()
	frappe.set_user(company.BILLING)
	api.send_document(**named(doc), email=AT_ONCE)
	frappe.set_user("Administrator")
	[mail] = queued(doc)
	frappe.db.set_value("Email Queue", mail.name, "retry", 10)
	mailbox.busy = True
	deliver()
	told = {"for_user": company.BILLING, "document_type": doc.doctype, "document_name": doc.name}
	[subject] = frappe.get_all("Notification Log", told, pluck="subject")
	assert "could not be sent" in subject


@pytest.fixture
def other_app(monkeypatch):
	"""As if another app were installed whose hooks.py names the functions of `mailbox`: Frappe calls installed apps only."""
	theirs = "sales_mgmt.another_app"
	hooks = {"sales_mgmt_payment_services": [f"{theirs}.pay_in_the_open", f"{theirs}.pay_by_vipps"]}
	original = frappe.get_hooks

	def with_theirs(hook=None, *args, **kwargs):
		return hooks[hook] if hook in hooks else original(hook, *args, **kwargs)

	monkeypatch.setattr(frappe, "get_hooks", with_theirs)
	monkeypatch.setitem(sys.modules, theirs, mailbox_module)


def test_what_a_hook_offers_is_a_payment_link_too_and_one_that_is_not_safe_is_left_out(other_app):
	doc = bill()
	extract = api.message_draft(**named(doc))["extract"]
	assert f'href="https://pay.example.com/{doc.posted_no}/250"' in extract
	assert "http://insecure" not in extract


@pytest.mark.parametrize("customer", [OSLO, BERGEN])
def test_a_quote_is_mailed_as_often_as_wanted(mailbox, customer):
	doc = quote(item("1000"), customer=customer, contact=contact(customer))
	for times in (1, 2):
		api.send_document(**named(doc), email=AT_ONCE)
		assert counts(doc) == (times, times)


def queued_posting(monkeypatch, doc, **options):
	"""Post a document as the queue does, whose own jobs are done at once, all in the transaction of the test."""
	begin = frappe.enqueue
	job = api.post_later(doc.doctype, doc.name, **options)
	frappe.db.after_commit.reset()
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	monkeypatch.setattr(retry, "begin_read_committed", lambda: None)
	monkeypatch.setattr(
		frappe,
		"enqueue",
		lambda *args, **kwargs: begin(*args, **{**kwargs, "enqueue_after_commit": False}, now=True),
	)
	queue._post_next()
	frappe.db.after_commit.run()
	return frappe.get_doc("Posting Job", job)


def test_the_posting_queue_sends_what_it_has_posted(mailbox, monkeypatch):
	doc = invoice(item(goods(stock=5)), customer=client())
	job = queued_posting(monkeypatch, doc, send=True)
	assert job.status == "Finished"
	deliver()
	[message] = mailbox.messages
	doc.reload()
	assert list(attached(message)) == [f"Invoice {doc.posted_no}.pdf"]


def test_the_posting_queue_sends_nothing_that_nobody_asked_to_send(mailbox, monkeypatch):
	doc = invoice(item(goods(stock=5)), customer=client())
	assert queued_posting(monkeypatch, doc, send=False).status == "Finished"
	assert queued(doc) == []


def test_a_document_that_the_queue_can_not_send_stays_posted_and_its_user_is_told(mailbox, monkeypatch):
	doc = invoice(item(goods(stock=5)), customer=buyer())
	assert queued_posting(monkeypatch, doc, send=True).status == "Finished"
	told = {"document_type": doc.doctype, "document_name": doc.name}
	[notice] = frappe.get_all("Notification Log", told, ["subject", "email_content"])
	assert "posted, but not sent" in notice.subject
	assert "no email address" in notice.email_content


def test_what_was_in_a_mail_stays_when_the_drafts_are_cleared(mailbox):
	doc = bill()
	draft = api.message_draft(**named(doc))["attachment"]["name"]
	api.send_document(**named(doc), email=AT_ONCE)
	frappe.db.set_value("File", {"folder": "Home/Mail Drafts"}, "creation", "2026-01-01")
	clear_drafts()
	assert not frappe.db.exists("File", draft)
	deliver()
	[message] = mailbox.messages
	[(_file, text)] = attached(message).items()
	assert doc.posted_no in text


@pytest.mark.parametrize("field", ["recipients", "cc"])
def test_an_address_can_not_write_headers(mailbox, field):
	doc = bill()
	with pytest.raises(frappe.ValidationError):
		api.send_document(**named(doc), email=AT_ONCE, **{field: "a@example.com\r\nBcc: all@example.com"})


def test_a_posted_documents_counts_are_put_back_and_its_rest_is_not_touched():
	doc = bill()
	api.message_draft(**named(doc))
	with pytest.raises(frappe.PermissionError):
		doc.db_set("times_printed", 9)
	frappe.client.set_value(doc.doctype, doc.name, "times_printed", 9)
	assert counts(doc) == (1, 0)


def test_the_pdf_button_counts_what_it_prints(monkeypatch):
	monkeypatch.setattr("sales_mgmt.print_formats.download.make_access_log", lambda **_: None)
	doc = bill()
	frappe.get_attr("sales_mgmt.print_formats.download.download_pdf")(doc.doctype, doc.name)
	assert counts(doc) == (1, 0)

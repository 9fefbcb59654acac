"""2.12: a posted document prints as it was, whatever becomes of the masters it names."""

import frappe
import pytest
from build import OSLO, buyer, goods, item, order, post, posted_invoice, settings
from printed import pages
from test_s25_send_documents import AT_ONCE, client, mailbox, profile  # noqa: F401

from sales_mgmt import api
from sales_mgmt.api import shipping as api_shipping
from sales_mgmt.documents.as_printed import FIELD
from sales_mgmt.patches import keep_as_printed
from sales_mgmt.posting.verify.books import verify
from sales_mgmt.print_formats.pdf import render_pdf

MASTERS = ("Salesperson", "Payment Terms", "Payment Method", "Shipment Method", "Shipping Agent")


def masters(customer):
	"""A master of its own for everything that is printed by its description: {field: name}."""
	made = {}
	for doctype in MASTERS:
		field = frappe.scrub(doctype)
		like = frappe.get_all(doctype, pluck="name", limit=1)
		doc = frappe.copy_doc(frappe.get_doc(doctype, like[0])) if like else frappe.new_doc(doctype)
		doc.update({"code": f"X-{doctype[:14].upper()}", "description": f"{doctype} as it was"})
		made[field] = doc.insert(ignore_permissions=True).name
	frappe.db.set_value("Payment Method", made["payment_method"], "balancing_account", None)
	frappe.clear_cache(doctype="Payment Method")
	return made


def posted():
	settings(bank_name="Bank as it was", iban="NO93 8601 1117 947")
	customer = buyer(customer_name="Buyer as it was", tax_id="NO 111 222 333 MVA", language="en")
	own = masters(customer)
	doc = order(item(goods(stock=5), 2), customer=customer, **own)
	return doc, post(doc, ship=True, invoice=True), own


def change(doc, own):
	"""Everything the masters say is said otherwise, and everything is called otherwise."""
	settings(bank_name="Bank of today", iban="NO00 0000 0000 000")
	for field, name in own.items():
		doctype = frappe.unscrub(field)
		frappe.db.set_value(doctype, name, "description", "of today")
		frappe.clear_document_cache(doctype, name)
		frappe.rename_doc(doctype, name, f"N-{name}", force=True)
	frappe.db.set_value("Customer", doc.customer, {"tax_id": "NO TODAY", "customer_name": "Buyer of today"})
	frappe.clear_document_cache("Customer", doc.customer)
	frappe.rename_doc("Customer", doc.customer, "C-TODAY", force=True)
	frappe.rename_doc("Item", doc.lines[0].item, "T-OF-TODAY", force=True)
	frappe.local.document_cache = {}


def texts(made):
	return {
		doctype: pages(render_pdf(doctype, name))
		for doctype, name in (("Sales Invoice", made.invoice), ("Sales Shipment", made.shipment))
	}


def test_a_reprint_says_what_the_document_said_when_it_was_posted(books):
	doc, made, own = posted()
	before = texts(made)
	[sheet] = before["Sales Invoice"]
	for text in ("Buyer as it was", "NO 111 222 333 MVA", "Bank as it was", "Payment Terms as it was"):
		assert text in sheet
	assert doc.customer in sheet and doc.lines[0].item in sheet
	change(doc, own)
	assert texts(made) == before
	assert frappe.db.get_value("Sales Invoice", made.invoice, "customer") == "C-TODAY"


def test_an_invoice_of_its_own_and_its_credit_memo_keep_it_too():
	customer = buyer(tax_id="NO 111 222 333 MVA", language="en")
	invoice = posted_invoice(item(goods(stock=5), 1), customer=customer)
	memo = api.cancel_invoice(invoice.name)
	before = [
		pages(render_pdf(*one)) for one in (("Sales Invoice", invoice.name), ("Sales Credit Memo", memo))
	]
	frappe.db.set_value("Customer", customer, "tax_id", "NO TODAY")
	frappe.clear_document_cache("Customer", customer)
	after = [
		pages(render_pdf(*one)) for one in (("Sales Invoice", invoice.name), ("Sales Credit Memo", memo))
	]
	assert after == before and all("NO 111 222 333 MVA" in sheets[0] for sheets in after)


def test_a_draft_prints_what_the_masters_say_today():
	customer = buyer(tax_id="NO 111 222 333 MVA", language="en")
	doc = order(item(goods(), 1), customer=customer)
	frappe.db.set_value("Customer", customer, "tax_id", "NO TODAY")
	frappe.clear_document_cache("Customer", customer)
	assert "NO TODAY" in pages(render_pdf("Sales Order", doc.name))[0]


def test_what_is_kept_comes_from_nobody_else():
	forged = {"customer": OSLO, FIELD: '{"tax_id": "forged"}', "lines": [item(goods(stock=1), 1)]}
	with pytest.raises(frappe.ValidationError):
		frappe.get_doc({"doctype": "Sales Invoice", **forged}).insert()
	doc = frappe.get_doc({"doctype": "Sales Invoice", **forged, FIELD: None}).insert()
	doc.set(FIELD, forged[FIELD])
	doc.save()
	assert not frappe.db.get_value("Sales Invoice", doc.name, FIELD)
	post(doc)
	assert "forged" not in frappe.db.get_value("Sales Invoice", doc.name, FIELD)


def test_a_corrected_shipping_agent_is_printed_and_nothing_else_changes():
	doc, made, own = posted()
	agent = frappe.get_doc(
		{"doctype": "Shipping Agent", "code": "X-NEW", "description": "Corrected agent"}
	).insert()
	change(doc, own)
	api_shipping.update_shipment(made.shipment, {"shipping_agent": agent.name})
	[sheet] = pages(render_pdf("Sales Shipment", made.shipment))
	assert "Corrected agent" in sheet and "Shipment Method as it was" in sheet


def test_a_copy_keeps_nothing_of_it():
	doc = posted_invoice(item(goods(stock=5), 1))
	copy = frappe.copy_doc(frappe.get_doc("Sales Invoice", doc.name), ignore_no_copy=False)
	assert not copy.get(FIELD)


def test_what_was_posted_before_is_kept_as_it_prints_today():
	_doc, made, _own = posted()
	before = texts(made)
	stored = frappe.db.get_value("Sales Invoice", made.invoice, [FIELD, "modified"])
	for doctype, name in (("Sales Invoice", made.invoice), ("Sales Shipment", made.shipment)):
		frappe.db.set_value(doctype, name, FIELD, None, update_modified=False)
	for _again in range(2):
		keep_as_printed.execute()
	assert texts(made) == before and verify() == []
	assert frappe.db.get_value("Sales Invoice", made.invoice, [FIELD, "modified"]) == stored


@pytest.mark.parametrize("kept", [0, 1])
def test_by_setting_the_pdf_is_kept_as_it_was_sent(mailbox, kept):  # noqa: F811
	settings(keep_sent_pdf=kept)
	invoice = posted_invoice(
		item(goods(stock=5), 1), customer=client(document_sending_profile=profile(AT_ONCE))
	)
	api.send_document("Sales Invoice", invoice.name)
	mine = {"attached_to_doctype": "Sales Invoice", "attached_to_name": invoice.name}
	files = frappe.get_all("File", mine, ["name", "file_name", "is_private"])
	assert [(file.file_name, file.is_private) for file in files] == [
		(f"Invoice {invoice.posted_no}.pdf", 1)
	] * kept
	if kept:
		content = frappe.get_doc("File", files[0].name).get_content()
		assert content.startswith(b"%PDF")

"""Data Import is a road from outside like any other."""

import frappe
import pytest
from build import OSLO, goods, item, order, posted_invoice
from customising import tidied
from processes import swept


@pytest.fixture(autouse=True)
def clean(site):
	muted = frappe.flags.mute_emails
	with swept(), tidied():
		yield
	frappe.flags.in_import = False
	frappe.flags.mute_emails = muted


def imported(doctype, kind, *rows):
	"""As the form does: attach the file, start the import. Returns the log."""
	doc = frappe.get_doc(
		{"doctype": "Data Import", "reference_doctype": doctype, "import_type": kind}
	).insert()
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.generate_hash(length=8)}.csv",
			"content": "\n".join(rows),
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
		}
	).insert()
	doc.import_file = file.file_url
	doc.save()
	frappe.db.commit()
	doc.get_importer().import_data()
	doc.reload()
	assert doc.get("template_warnings") in ("", None), doc.template_warnings
	return frappe.get_all("Data Import Log", {"data_import": doc.name}, ["success", "docname", "messages"])


def test_a_new_document_that_claims_something_is_told():
	code = goods(price=100, stock=20)
	before = posted_invoice(item(code, 1))
	(log,) = imported(
		"Sales Invoice",
		"Insert New Records",
		"Customer,Replaces Invoice,Type (Lines),Item (Lines),Quantity (Lines)",
		f"{OSLO},{before.name},Item,{code},2",
	)
	assert not log.success and "is filled by the server alone" in log.messages


def test_a_stored_document_keeps_what_is_the_servers_and_what_the_file_does_not_name():
	doc = order(item(goods(price=100, stock=20), 2, description="typed"))
	(log,) = imported(
		"Sales Order",
		"Update Existing Records",
		"ID,Status,ID (Lines),Quantity (Lines),Quantity Shipped (Lines)",
		f"{doc.name},Completed,{doc.lines[0].name},5,5",
	)
	assert log.success, log.messages
	doc.reload()
	(line,) = doc.lines
	assert (doc.status, doc.amount, line.description) == ("Open", 500, "typed")
	assert (line.type, line.quantity, line.quantity_shipped) == ("Item", 5, 0)


def test_lines_without_a_type_are_what_they_name():
	code = goods(price=100, stock=20)
	(log,) = imported(
		"Sales Order",
		"Insert New Records",
		"Customer,Item (Lines),G/L Account (Lines),Quantity (Lines),Unit Price (Lines)",
		f"{OSLO},{code},,2,",
		",,3000,1,50",
	)
	assert log.success, log.messages
	doc = frappe.get_doc("Sales Order", log.docname)
	assert [(line.type, line.line_amount) for line in doc.lines] == [("Item", 200), ("G/L Account", 50)]

"""Frappe's Data Import brings open orders: header and lines from one file, each order for itself, faults per row."""

import json

import frappe
import pytest
from build import OSLO, goods, statuses
from customising import tidied
from processes import swept

from sales_mgmt.incoming import imported

HEAD = (
	"Customer,External Document No.,Location,Type (Lines),Item (Lines),Quantity (Lines),Unit Price (Lines),"
	"Description (Lines)"
)


@pytest.fixture(autouse=True)
def clean(site):
	imported.install()
	muted = frappe.flags.mute_emails
	with swept(), tidied():
		yield
	frappe.flags.in_import = False
	frappe.flags.mute_emails = muted


def import_orders(*rows):
	"""As the form does: attach the file, start the import. Returns the Data Import and its log."""
	content = "\n".join([HEAD, *rows])
	doc = frappe.get_doc(
		{"doctype": "Data Import", "reference_doctype": "Sales Order", "import_type": "Insert New Records"}
	).insert()
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.generate_hash(length=8)}.csv",
			"content": content,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
		}
	).insert()
	doc.import_file = file.file_url
	doc.save()
	frappe.db.commit()
	doc.get_importer().import_data()
	doc.reload()
	fields = ["success", "docname", "row_indexes", "messages"]
	log = frappe.get_all("Data Import Log", {"data_import": doc.name}, fields, order_by="log_index")
	assert doc.get("template_warnings") in ("", None), doc.template_warnings
	return doc, log


def test_two_orders_come_and_a_faulty_one_is_told():
	code, other = goods(price=100, stock=20), goods(price=50)
	doc, log = import_orders(
		f"{OSLO},PO-1,MAIN,Item,{code},2,,",
		f",,,Item,{other},3,45,",
		",,,Comment,,,,Mind the step",
		f"{OSLO},PO-2,MAIN,Item,{code},1.5,,",
		f"{OSLO},PO-3,EAST,Item,{other},4,,",
	)
	assert doc.status == "Partial Success"
	assert [row.success for row in log] == [1, 0, 1]
	faulty = log[1]
	assert json.loads(faulty.row_indexes) == [5]
	assert "Row 1: PCS is sold in whole numbers only. Enter a quantity without decimals." in faulty.messages
	first, second = (frappe.get_doc("Sales Order", row.docname) for row in (log[0], log[2]))
	assert (first.external_document_no, second.external_document_no) == ("PO-1", "PO-3")
	assert [(line.type, line.item, line.quantity, line.unit_price) for line in first.lines] == [
		("Item", code, 2, 100),
		("Item", other, 3, 45),
		("Comment", None, 0, 0),
	]
	assert (first.amount, first.amount_including_vat) == (335, 418.75)
	assert statuses(first) == ("Open", "Not Shipped", "Not Invoiced")
	assert [line.outstanding_quantity for line in first.lines] == [2, 3, 0]
	assert (second.location, second.lines[0].location) == ("EAST", "EAST")
	assert frappe.db.count("Sales Order", {"external_document_no": "PO-2"}) == 0


def test_what_is_imported_is_posted_like_any_other():
	from sales_mgmt import api

	_doc, log = import_orders(f"{OSLO},PO-9,MAIN,Item,{goods(stock=5)},5,,")
	posted = api.post("Sales Order", log[0].docname, ship=True, invoice=True)
	assert posted["shipment"] and posted["invoice"]
	frappe.db.rollback()


def test_numbers_are_read_as_people_write_them_and_what_is_none_is_named():
	"""The site has a decimal comma. 1.234,50 is one number; "abc" is none, and 1.234 could be two."""
	code = goods(price=100, stock=20)
	_doc, log = import_orders(
		f'{OSLO},PO-1,MAIN,Item,{code},2,"1.234,50",',
		f'{OSLO},PO-2,MAIN,Item,{code},3,"1234,5",',
		f"{OSLO},PO-3,MAIN,Item,{code},4,1234.56,",
		f"{OSLO},PO-4,MAIN,Item,{code},abc,,",
		f"{OSLO},PO-5,MAIN,Item,{code},1,1.234,",
	)
	assert [row.success for row in sorted(log, key=lambda row: json.loads(row.row_indexes))] == [
		1,
		1,
		1,
		0,
		0,
	]
	prices = {
		number: frappe.get_doc("Sales Order", {"external_document_no": number}).lines[0].unit_price
		for number in ("PO-1", "PO-2", "PO-3")
	}
	assert prices == {"PO-1": 1234.5, "PO-2": 1234.5, "PO-3": 1234.56}
	assert frappe.db.count("Sales Order", {"external_document_no": ("in", ("PO-4", "PO-5"))}) == 0
	told = " ".join(row.messages for row in log if not row.success)
	told = told.replace("<strong>", "").replace("</strong>", "")
	assert "Row 1, Quantity: abc is not a number." in told
	assert "Row 1, Unit Price: 1.234 can mean two numbers." in told

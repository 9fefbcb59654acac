"""Renaming and merging are decided apart for every DocType that may be renamed, and what may not be says so in a sentence.

A rename carries on everywhere; a merge of what is posted is refused before anything is written.
"""

import frappe
import pytest
from build import DAY, OSLO, buyer, contents, goods, item, order, post, posted_invoice, quote

from sales_mgmt import api, hooks
from sales_mgmt.documents.renaming import MERGE, NEVER, UNTIL_POSTED
from sales_mgmt.posting.verify.books import verify


def may_be_renamed():
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	return set(frappe.get_all("DocType", {"module": ("in", modules), "allow_rename": 1}, pluck="name"))


def test_every_doctype_that_may_be_renamed_is_decided():
	assert set(MERGE) == may_be_renamed()
	renaming = "sales_mgmt.documents.renaming"
	hooked = {
		doctype
		for doctype, events in hooks.doc_events.items()
		if (events.get("before_rename"), events.get("after_rename"))
		== (f"{renaming}.before_rename", f"{renaming}.after_rename")
	}
	assert hooked == set(MERGE)


def record(doctype):
	"""A record to rename: one that the company has, or a new one."""
	return frappe.db.get_value(doctype, {}, "name") or new(doctype)


def new(doctype):
	"""A record that nothing names: like one that is there, or with what is mandatory."""
	there = frappe.db.get_value(doctype, {}, "name")
	doc = frappe.copy_doc(frappe.get_doc(doctype, there)) if there else frappe.new_doc(doctype)
	name = f"T-{frappe.generate_hash(length=6)}"
	for field in doc.meta.fields:
		if field.fieldtype == "Data" and (field.reqd or doc.meta.autoname == f"field:{field.fieldname}"):
			doc.set(field.fieldname, name)
		elif field.reqd and field.fieldtype == "Link" and not doc.get(field.fieldname):
			doc.set(field.fieldname, frappe.db.get_value(field.options, {}, "name"))
	if doctype == "Recurring Sales Lines" and not doc.lines:
		doc.append("lines", {"type": "Item", "item": "1000", "quantity": 1})
	return doc.insert().name


def links_to(doctype):
	"""(DocType, field) of every link to it, of Frappe's and other apps' too."""
	found = frappe.get_all("DocField", {"fieldtype": "Link", "options": doctype}, ["parent", "fieldname"])
	virtual = set(frappe.get_all("DocType", {"is_virtual": 1}, pluck="name"))
	return [(row.parent, row.fieldname) for row in found if row.parent not in virtual]


def named(doctype, name):
	counts = {}
	for holder, field in links_to(doctype):
		if frappe.get_meta(holder).issingle:
			counts[holder, field] = int(frappe.db.get_single_value(holder, field) == name)
		else:
			counts[holder, field] = frappe.db.count(holder, {field: name})
	return counts


@pytest.mark.parametrize("doctype", sorted(MERGE))
def test_a_rename_carries_on_wherever_the_record_is_named(doctype):
	posted_invoice(item(goods(stock=1), 1))
	name = record(doctype)
	before = named(doctype, name)
	frappe.rename_doc(doctype, name, "T-RENAMED")
	assert frappe.db.exists(doctype, "T-RENAMED") and not frappe.db.exists(doctype, name)
	assert named(doctype, "T-RENAMED") == before
	assert not any(named(doctype, name).values())
	assert verify() == []


@pytest.mark.parametrize("doctype", sorted(name for name, merge in MERGE.items() if merge == NEVER))
def test_what_setups_and_entries_are_kept_by_is_never_merged(doctype):
	gone, kept = record(doctype), new(doctype)
	before = contents()
	for old, target in ((gone, kept), (kept, gone)):
		with pytest.raises(frappe.ValidationError, match=r"can not be merged into another one\. Setups"):
			frappe.rename_doc(doctype, old, target, merge=True)
	assert contents() == before


@pytest.mark.parametrize("doctype", sorted(name for name, merge in MERGE.items() if merge == UNTIL_POSTED))
def test_what_no_posted_document_names_is_merged(doctype):
	gone, kept = new(doctype), new(doctype)
	frappe.rename_doc(doctype, gone, kept, merge=True)
	assert frappe.db.exists(doctype, kept) and not frappe.db.exists(doctype, gone)


ON_THE_INVOICE = {
	"Payment Terms": "payment_terms",
	"Payment Method": "payment_method",
	"Salesperson": "salesperson",
	"Shipment Method": "shipment_method",
	"Shipping Agent": "shipping_agent",
}


@pytest.mark.parametrize("doctype", sorted(ON_THE_INVOICE))
def test_what_a_posted_document_names_is_not_merged(doctype):
	gone, kept = new(doctype), new(doctype)
	posted_invoice(item(goods(stock=1), 1), **{ON_THE_INVOICE[doctype]: gone})
	before = contents()
	with pytest.raises(frappe.ValidationError, match=r"stands in posted documents or entries \(.+\), so"):
		frappe.rename_doc(doctype, gone, kept, merge=True)
	assert contents() == before


def paid_only(customer):
	api.register_payment(customer, 100, DAY)


def shipped_only(customer):
	post(order(item(goods(stock=1), 1), customer=customer), ship=True)


def billed_elsewhere(customer):
	"""Sold to this customer, billed to another one: the customer ledger knows nothing of it."""
	posted_invoice(item(goods(stock=1), 1), customer=customer, bill_to_customer=OSLO)


@pytest.mark.parametrize(
	"happened", [paid_only, shipped_only, billed_elsewhere], ids=lambda happened: happened.__name__
)
def test_a_customer_with_anything_posted_is_not_merged(happened):
	gone, kept = buyer(), buyer()
	happened(gone)
	before = contents()
	with pytest.raises(frappe.ValidationError, match="stands in posted documents or entries"):
		frappe.rename_doc("Customer", gone, kept, merge=True)
	assert contents() == before
	assert verify() == []


def test_customers_with_different_currencies_are_not_merged():
	gone, kept = buyer(), buyer(currency="EUR")
	with pytest.raises(frappe.ValidationError, match=r"They differ in .*Currency"):
		frappe.rename_doc("Customer", gone, kept, merge=True)


def test_over_rest_the_refusal_is_a_sentence_and_nothing_is_written():
	from frappe.model.rename_doc import update_document_title

	gone, kept = buyer(), buyer()
	posted_invoice(item(goods(stock=1), 1), customer=gone)
	before = contents()
	with pytest.raises(frappe.ValidationError, match="stands in posted documents or entries"):
		update_document_title(doctype="Customer", docname=gone, name=kept, merge=True)
	assert contents() == before


def test_the_setups_of_a_group_are_renamed_with_it_and_the_old_name_is_free_again():
	posted_invoice(item(goods(stock=1), 1))
	frappe.rename_doc("Product Posting Group", "GOODS", "WARES")
	names = frappe.get_all("General Posting Setup", {"product_posting_group": "WARES"}, pluck="name")
	assert names and all(name.endswith("-WARES") for name in names)
	frappe.get_doc({"doctype": "Product Posting Group", "code": "GOODS", "description": "New goods"}).insert()
	business = frappe.db.get_value("General Posting Setup", names[0], "business_posting_group")
	setup = frappe.copy_doc(frappe.get_doc("General Posting Setup", names[0]))
	setup.product_posting_group = "GOODS"
	assert setup.insert().name == f"{business}-GOODS"
	assert posted_invoice(item(goods(stock=1, product_posting_group="WARES"), 1)).posted_no


def test_a_version_finds_what_was_renamed_since():
	code = goods(stock=1)
	doc = quote(item(code, 1))
	archive = api.archive_document("Sales Quote", doc.name)
	frappe.rename_doc("Item", code, f"{code}-NEW")
	doc.reload()
	doc.lines[0].quantity = 2
	doc.save()
	api.restore_archive(archive)
	doc.reload()
	assert (doc.lines[0].item, doc.lines[0].quantity) == (f"{code}-NEW", 1)


def test_a_unit_and_a_location_go_on_under_their_new_names():
	code = goods(stock=5)
	open_order = order(item(code, 2, qty_to_ship=1), location="MAIN")
	post(open_order, ship=True, invoice=True)
	frappe.rename_doc("Unit of Measure", "PCS", "PIECE")
	frappe.rename_doc("Location", "MAIN", "HARBOUR")
	open_order.reload()
	assert post(open_order, ship=True, invoice=True).invoice
	assert frappe.db.get_value("Stock Level", {"item": code}, ["location", "quantity"]) == ("HARBOUR", 3)
	assert verify() == []


def test_a_number_series_is_neither_renamed_nor_merged():
	"""Only Sales Settings link to it, and Frappe can not rename what only a single DocType links to: an SQL error."""
	first, second = frappe.get_all("Number Series", pluck="name", limit=2)
	for name, merge in (("T-RENAMED", False), (second, True)):
		with pytest.raises(frappe.ValidationError, match="not allowed to be renamed"):
			frappe.rename_doc("Number Series", first, name, merge=merge)
	assert frappe.db.exists("Number Series", first)

"""The text door: a text is stored as typed, on every road; what would act on a page is cleaned on every road."""

import json

import frappe
import frappe.client
import pytest
from build import OSLO, buyer, edit, goods, item, order, post

from sales_mgmt import api
from sales_mgmt.api import archive as api_archive
from sales_mgmt.api import copying as api_copy
from sales_mgmt.texts.markup import is_active
from sales_mgmt.texts.plain import PlainText

TYPED = ("Attn. Purchasing <po@x.example> & Stores", "Bolt 5<b & nut a>3")
BAD = "<img src=x onerror=alert(1)>"
QUOTED = json.dumps(BAD)
UNCLOSED = "<img src=x onerror=alert(1)//"


def stored(doctype, name, field):
	return frappe.db.get_value(doctype, name, field)


def our_doctypes():
	modules = frappe.get_module_list("sales_mgmt")
	return frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name")


def test_every_doctype_of_ours_has_the_door():
	without = [
		name
		for name in our_doctypes()
		if not issubclass(frappe.model.base_document.get_controller(name), PlainText)
	]
	assert without == []


@pytest.mark.parametrize("text", TYPED)
def test_texts_are_stored_as_typed_and_stay_so(text):
	customer = buyer(customer_name=text)
	assert stored("Customer", customer, "customer_name") == text
	doc = order(item(goods(), 1, description=text), customer=customer, your_reference="<1 & 2>")
	for _again in range(2):
		doc = frappe.get_doc("Sales Order", doc.name)
		doc.save()
		assert (doc.customer_name, doc.lines[0].description) == (text, text)
		assert stored("Sales Order", doc.name, "your_reference") == "<1 & 2>"
		assert stored("Sales Line", doc.lines[0].name, "description") == text


@pytest.mark.parametrize("text", TYPED)
def test_texts_reach_posted_documents_and_ledgers_as_typed(text, books):
	doc = order(item(goods(stock=5), 1, description=text), customer=buyer(customer_name=text))
	posted = post(doc, ship=True, invoice=True)
	for doctype, name in (("Sales Shipment", posted["shipment"]), ("Sales Invoice", posted["invoice"])):
		written = frappe.get_doc(doctype, name)
		assert (written.customer_name, written.lines[0].description) == (text, text)


@pytest.mark.parametrize("text", [BAD, QUOTED, UNCLOSED, f"<!-- markdown -->{BAD}", f"Bolt 5<b {BAD}"])
@pytest.mark.parametrize("road", ["insert", "save", "set_value", "submitted"])
def test_what_acts_is_cleaned_on_every_road(road, text):
	line, reference = item(goods(stock=5), 1, description=text), text[:35]
	if road == "insert":
		doc = order(line, your_reference=reference)
	elif road == "save":
		doc = order(item(goods(), 1))
		edit(doc, your_reference=reference, row=None)
		edit(doc, description=text)
	elif road == "set_value":
		doc = order(line)
		frappe.client.set_value("Sales Order", doc.name, "your_reference", reference)
	else:
		head = {"doctype": "Sales Invoice", "customer": OSLO, "docstatus": 1, "your_reference": reference}
		doc = frappe.get_doc({**head, "lines": [{"type": "Comment", "description": text}, line]}).insert()
	doc = frappe.get_doc(doc.doctype, doc.name)
	texts = [doc.your_reference, *[row.description for row in doc.lines]]
	assert all(texts)
	assert [one for one in texts if is_active(one)] == []


def test_a_reason_from_outside_is_cleaned():
	doc = order(item(goods(), 1))
	api.close_order(doc.name, BAD)
	assert not is_active(stored("Sales Order", doc.name, "close_reason"))


def test_a_harmless_reason_is_kept_as_typed():
	doc = order(item(goods(), 1))
	api.close_order(doc.name, TYPED[0])
	assert stored("Sales Order", doc.name, "close_reason") == TYPED[0]


def test_the_door_holds_for_old_texts_that_are_copied():
	"""What was stored before there was a door does not get further."""
	first = order(item(goods(), 1), your_reference="A")
	frappe.db.set_value("Sales Line", first.lines[0].name, "description", QUOTED, update_modified=False)
	second = order(item(goods(), 1))
	api_copy.copy_document("Sales Order", first.name, "Sales Order", second.name)
	copied = frappe.get_doc("Sales Order", second.name)
	assert [row.description for row in copied.lines if is_active(row.description or "")] == []


def test_a_cleaned_text_that_no_longer_fits_is_refused_with_a_sentence():
	with pytest.raises(frappe.CharacterLengthExceededError):
		order(item(goods(), 1), your_reference="<img onerror=x>&&&&&&&&&&")


def test_an_archived_version_keeps_texts_as_typed():
	doc = order(item(goods(), 1, description=TYPED[1]), your_reference="<1 & 2>")
	version = api_archive.archive_document("Sales Order", doc.name)
	edit(doc, row=None, your_reference="other")
	api_archive.restore_archive(version)
	doc.reload()
	assert (doc.your_reference, doc.lines[0].description) == ("<1 & 2>", TYPED[1])


def test_a_customer_with_angle_brackets_is_registered_with_address_and_contact():
	code = f"T-{frappe.generate_hash(length=6)}"
	api.save_as_template(OSLO, code)
	address = {"address_line1": "A <1>", "city": "B & C", "country": "Norway"}
	name = api.new_customer(TYPED[1], code, address=address, contact={"email": "po@x.example"})
	assert stored("Customer", name, "customer_name") == TYPED[1]
	assert frappe.get_all("Address", {"address_line1": "A <1>"}, pluck="address_title") == [
		"Bolt 5b & nut a3"
	]

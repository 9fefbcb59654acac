"""S38: versions, restoring, external document numbers and line tracking (domain A33, A03)."""

import frappe
import pytest
from build import (
	BERGEN,
	OSLO,
	contents,
	edit,
	entries,
	goods,
	item,
	order,
	post,
	posted_invoice,
	quote,
	refused,
	settings,
)
from of_any_frappe import found_by_link
from statements import recorded

from dev.demo.company import CLERK
from sales_mgmt import api
from sales_mgmt.archive.view import readable


def versions(doc, *fields):
	kept = api.archived_versions(doc.doctype, doc.name)
	return [tuple(version[field] for field in fields) for version in kept]


def archive(doc):
	return api.archive_document(doc.doctype, doc.name)


@pytest.mark.parametrize("make", [quote, order])
def test_s38_1_two_versions_and_the_first_one_restored(make):
	doc = make(item("1000", 3, unit_price=90), item("1010", 1), your_reference="first", customer=BERGEN)
	first = archive(doc)
	edit(doc, quantity=5, unit_price=80)
	second = archive(doc)
	assert versions(doc, "name", "version") == [(second, 2), (first, 1)]
	# everything changes: another customer, a line less, another one more
	doc.reload()
	doc.update({"customer": OSLO, "your_reference": "second"})
	doc.lines = doc.lines[1:]
	doc.append("lines", item("1020", 9))
	doc.save()
	names = [
		line["name"]
		for line in frappe.parse_json(frappe.get_doc("Document Archive", first).snapshot)["lines"]
	]

	assert api.restore_archive(first) == doc.name
	doc.reload()
	assert (doc.customer, doc.bill_to_customer, doc.your_reference) == (BERGEN, BERGEN, "first")
	assert (doc.lines[0].quantity, doc.lines[0].unit_price) == (3, 90)
	assert [line.item for line in doc.lines] == ["1000", "1010"]
	assert [line.name for line in doc.lines] == names
	# what was there before is kept too
	assert versions(doc, "version", "reason")[0] == (3, "Restored")
	assert frappe.db.count("Sales Line", {"parent": doc.name}) == 2


def test_s38_2_what_is_posted_is_not_restored(books):
	doc = order(item(goods(stock=5), 5))
	version = archive(doc)
	doc.lines[0].qty_to_ship = 2
	doc.reload()
	edit(doc, qty_to_ship=2)
	post(doc, ship=True)
	with refused("posted"):
		api.restore_archive(version)
	shown = frappe.get_doc("Document Archive", version)
	shown.run_method("onload")
	assert (shown.get("__onload")["original"], shown.get("__onload")["restorable"]) == (doc.name, False)


def test_s38_2_what_is_closed_or_gone_is_not_restored():
	closed = quote(item("1000"))
	version = archive(closed)
	api.mark_lost(closed.name, "Too dear")
	with refused("status"):
		api.restore_archive(version)
	gone = quote(item("1000"))
	version = archive(gone)
	frappe.delete_doc("Sales Quote", gone.name)
	with refused("original_gone"):
		api.restore_archive(version)


def test_s38_2_a_released_order_keeps_its_lines():
	doc = order(item("1000", 3))
	version = archive(doc)
	edit(doc, quantity=4)
	api.release(doc.doctype, doc.name)
	with refused("E04"):
		api.restore_archive(version)


def test_versions_of_a_deleted_document_are_not_those_of_its_successor():
	"""Frappe gives the number of a deleted document to the next one."""
	gone = quote(item("1000", 3))
	frappe.delete_doc("Sales Quote", gone.name, flags={"archive": True})
	own = {"source_name": gone.name, "source_creation": gone.creation}
	[version] = frappe.get_all("Document Archive", own, pluck="name")
	# the latest: others of the number may have been deleted before
	assert versions(gone, "name", "version", "reason")[0] == (version, 1, "Deleted")
	later = quote(item("1000", 4))
	assert later.name == gone.name
	frappe.db.set_value("Sales Quote", later.name, "creation", "2026-01-01 10:00:00")
	assert versions(later, "version") == []
	later.reload()
	archive(later)
	assert versions(later, "version") == [(1,)]
	with refused("original_gone"):
		api.restore_archive(version)


@pytest.mark.parametrize("on", [0, 1])
def test_orders_are_kept_when_the_settings_say_so(books, on):
	settings(archive_orders=on)
	doc = order(item(goods(stock=5), 5))
	api.release(doc.doctype, doc.name)
	api.reopen(doc.doctype, doc.name)
	post(doc, ship=True, invoice=True)
	expected = [(3, "Posted", "Open"), (2, "Reopened", "Released"), (1, "Released", "Open")]
	assert versions(doc, "version", "reason", "status") == expected * on
	other = order(item("1000"))
	frappe.delete_doc("Sales Order", other.name)
	own = {"source_name": other.name, "source_creation": other.creation}
	assert frappe.get_all("Document Archive", own, pluck="reason") == ["Deleted"] * on


def test_a_refused_posting_keeps_no_version():
	settings(archive_orders=1, external_document_no_mandatory=1)
	doc = order(item(goods(stock=1)))
	with refused("E08"):
		api.post("Sales Order", doc.name, ship=True, invoice=True)


def test_keeping_a_version_costs_posting_three_statements(books):
	def measure():
		doc = order(*[item(code, 1) for code in codes])
		with recorded() as statements:
			post(doc, ship=True, invoice=True)
		return len(statements)

	codes = [goods(stock=10) for _ in range(5)]
	settings(archive_orders=0)
	measure()
	without = measure()
	settings(archive_orders=1)
	measure()
	assert measure() - without <= 3


def test_nobody_changes_a_version():
	version = frappe.get_doc("Document Archive", archive(order(item("1000"))))
	before = contents()
	for change in (
		lambda: version.save(),
		lambda: version.delete(),
		lambda: version.db_set("amount", 1),
	):
		with pytest.raises(frappe.PermissionError, match="a version that was kept"):
			change()
	with pytest.raises(frappe.PermissionError, match="is not written by hand"):
		frappe.copy_doc(version).insert()
	assert contents() == before


def test_the_number_of_versions_can_not_be_typed():
	doc = order(item("1000"))
	edit(doc, row=None, archived_versions=7)
	archive(doc)
	assert versions(doc, "version") == [(1,)]


def test_a_version_is_readable():
	doc = order(item("1000", 3, unit_price=90, line_discount_percent=5), your_reference="Olav")
	view = readable(frappe.get_doc("Document Archive", archive(doc)))
	assert ["Your Reference", "Olav"] in view["header"]
	labels = [column["label"] for column in view["columns"]]
	row = dict(zip(labels, view["rows"][0], strict=True))
	assert (row["Item"], row["Quantity"], row["Discount %"]) == ("1000", "3", "5")
	assert "256" in row["Amount excl. VAT"]  # 270 less 5 % is 256.50


def test_versions_are_seen_by_those_who_see_the_document():
	ours, theirs = order(item("1000"), customer=OSLO), order(item("1000"), customer=BERGEN)
	gone = quote(item("1000"), customer=BERGEN)
	names = {archive(doc) for doc in (ours, theirs)}
	frappe.delete_doc("Sales Quote", gone.name, flags={"archive": True})
	permission = {"doctype": "User Permission", "user": CLERK, "allow": "Customer", "for_value": OSLO}
	frappe.get_doc(permission).insert()
	frappe.set_user(CLERK)
	assert set(frappe.get_list("Document Archive", pluck="name")) & names == {
		version["name"] for version in api.archived_versions(ours.doctype, ours.name)
	}
	with pytest.raises(frappe.PermissionError):
		api.archived_versions(theirs.doctype, theirs.name)
	assert api.archived_versions("Sales Quote", gone.name) == []
	for name in names:
		version = frappe.get_doc("Document Archive", name)
		assert version.has_permission("read") is (version.customer == OSLO)


def test_s38_3_a_mandatory_number_is_missing():
	settings(external_document_no_mandatory=1)
	doc = order(item(goods(stock=1)))
	with refused("E08"):
		api.post("Sales Order", doc.name, ship=True, invoice=True)


def test_s38_3_the_number_is_found_on_the_posted_invoice_and_its_entry(books):
	settings(external_document_no_mandatory=1)
	bill = posted_invoice(item(goods(stock=1)), external_document_no="PO 4711")
	assert entries("Customer Ledger Entry", "document_name", external_document_no="PO 4711") == [(bill.name,)]
	for doctype, name in (
		("Sales Invoice", bill.name),
		("Customer Ledger Entry", bill.customer_ledger_entry),
	):
		assert name in found_by_link(doctype, "PO 4711")


def warned(doc):
	doc.run_method("onload")
	found = [w for w in doc.get("__onload")["warnings"] if w["code"] == "external_no_repeated"]
	assert all(warning["severity"] == "warn" for warning in found)
	return [tuple(warning["link"]) for warning in found]


def test_s38_3_the_same_number_twice_is_a_warning(books):
	number = {"external_document_no": "PO 4712"}
	first = order(item(goods(stock=1)), **number)
	assert warned(first) == []
	assert warned(order(item("1000"), customer=BERGEN, **number)) == []
	second = order(item("1000"), **number)
	assert warned(second) == [("Sales Order", first.name)]
	frappe.delete_doc("Sales Order", second.name)
	# what is made from an order carries its number on
	post(first, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", first.name))
	assert (warned(bill), warned(first)) == ([], [])


def test_s38_4_the_way_of_a_line_from_quote_to_invoice(books):
	settings(archive_quotes="Always", archive_orders=1)
	code = goods(stock=10)
	offer = quote(item("1000"), item(code, 10))
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	sale.lines[0].qty_to_ship = sale.lines[0].qty_to_invoice = 0
	sale.lines[1].update({"qty_to_ship": 4, "qty_to_invoice": 4})
	sale.save()
	first = post(sale, ship=True, invoice=True)
	direct = frappe.get_doc("Sales Invoice", first.invoice)
	shipment = frappe.get_doc("Sales Shipment", first.shipment)
	expected = [
		("Sales Quote", offer.name, 10),
		("Document Archive", f"{offer.name} V1", 10),
		("Document Archive", f"{sale.name} V1", 10),
		("Sales Order", sale.name, 10),
		("Sales Shipment", shipment.posted_no, 4),
		("Sales Invoice", direct.posted_no, 4),
	]
	offer.reload()
	for doc, row in ((offer, 1), (sale, 1), (shipment, 0), (direct, 0)):
		found = api.line_tracking(doc.doctype, doc.name, doc.lines[row].name)
		assert [(each["doctype"], each["number"], each["quantity"]) for each in found] == expected
	assert {each["row"] for each in found[:4]} == {2}


def test_s38_4_only_what_the_user_may_see():
	offer = quote(item("1000", 2), customer=OSLO)
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	frappe.db.set_value("Sales Order", sale.name, "customer", BERGEN)
	permission = {"doctype": "User Permission", "user": CLERK, "allow": "Customer", "for_value": OSLO}
	frappe.get_doc(permission).insert()
	frappe.set_user(CLERK)
	found = api.line_tracking("Sales Quote", offer.name, offer.lines[0].name)
	assert {each["doctype"] for each in found} == {"Sales Quote", "Document Archive"}


def test_s38_4_the_number_of_queries_is_that_of_a_short_chain(books):
	def measure(times):
		doc = order(item(goods(stock=times), times))
		for _ in range(times):
			edit(doc, qty_to_ship=1, qty_to_invoice=1)
			post(doc, ship=True, invoice=True)
		with recorded() as statements:
			found = api.line_tracking("Sales Order", doc.name, doc.lines[0].name)
		assert len(found) == 1 + 2 * times
		return len(statements)

	measure(1)
	assert measure(4) == measure(1)


def test_s38_4_the_way_of_a_line_goes_on_when_it_comes_back(books):
	"""From wherever one asks, the same chain: what was sold, and what came back of it."""
	settings(archive_quotes="Never")
	offer = quote(item(goods(stock=10), 10))
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	sold = post(sale, ship=True, invoice=True)
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.invoice))
	came = post(back, ship=True, invoice=True)
	chain = [
		("Sales Quote", offer.name),
		("Sales Order", sale.name),
		("Sales Shipment", sold.shipment),
		("Sales Invoice", sold.invoice),
		("Sales Return Order", back.name),
		("Return Receipt", came.return_receipt),
		("Sales Credit Memo", came.credit_memo),
	]
	for doctype, name in chain:
		row = frappe.get_doc(doctype, name).lines[0].name
		found = api.line_tracking(doctype, name, row)
		assert [(each["doctype"], each["name"]) for each in found] == chain, doctype

"""S14: picking lists on paper and as a report (domain A07). Looking at them and printing them changes nothing."""

import frappe
import pytest
from build import DAY, buyer, goods, item, order, post, quantities
from frappe.desk.query_report import run
from posted import fingerprint
from printed import drawn, scanned
from statements import recorded

from dev.demo.company import CLERK, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.print_formats.pdf import render_pdf


@pytest.fixture(autouse=True)
def no_access_log(monkeypatch):
	"""Frappe commits what it logs."""
	monkeypatch.setattr("sales_mgmt.api.shipping.make_access_log", lambda **_: None)


def shelved(shelf="A-12", location="MAIN"):
	return goods(stock=50, shelves=[{"location": location, "shelf": shelf}])


def released(*lines, **values):
	doc = order(*lines, **values)
	api.release("Sales Order", doc.name)
	doc.reload()
	return doc


def report(user="Administrator", **filters):
	frappe.set_user(user)
	rows = run("Picking List", filters, ignore_prepared_report=True)["result"]
	frappe.set_user("Administrator")
	return [frappe._dict(row) for row in rows]


def instruction(orders):
	api.pick_instruction(orders)
	return drawn(frappe.local.response.filecontent)


def test_s14_1_picking_list_by_order_prints_item_bin_location_quantity_and_changes_nothing():
	code = shelved()
	doc = released(
		item(code, 10),
		{"type": "Comment", "description": "Ring first."},
		item("5000"),
		shipment_date="2026-03-05",
	)
	before = fingerprint("Sales Order")
	(page,) = drawn(render_pdf("Sales Order", doc.name, "Picking List"))
	assert f"Picking list {doc.name}" in page
	assert f"MAINA-12{code}{code}10PCS" in page.replace(" ", "")
	assert "Ring first." in page and "Workshop hour" not in page
	assert fingerprint("Sales Order") == before


def test_s14_1_what_was_shipped_is_not_picked_again():
	code = shelved()
	doc = released(item(code, 10, qty_to_ship=4))
	post(doc, ship=True)
	assert [row[0] for row in quantities(doc)] == [6]
	assert [row.quantity for row in report(orders=doc.name)] == [6]
	post(doc, ship=True)
	(page,) = drawn(render_pdf("Sales Order", doc.name, "Picking List"))
	assert "nothing to pick" in page


def test_s14_2_pick_instruction_prints_exactly_the_orders_it_is_asked_for():
	first, between, last = (released(item(shelved(), 1)).name for _ in range(3))
	pages = instruction(f"{first}|{last}")
	assert len(pages) == 2
	assert first in pages[0] and last in pages[1] and not any(between in page for page in pages)
	assert [page.count("Page 1 of 1") for page in pages] == [1, 1]
	pages = instruction(f"{first}..{last}")
	assert len(pages) == 3 and between in pages[1]
	assert len(instruction([between])) == 1
	figures = [name.rpartition("-")[2] for name in (first, last)]
	assert len(instruction("|".join(figures))) == 2


@pytest.mark.parametrize("unreadable", ["10||20", "20..10", ".."])
def test_s14_2_a_filter_that_can_not_be_read_is_refused_with_an_example(unreadable):
	with pytest.raises(frappe.ValidationError, match=r"SO-00010\.\.SO-00020"):
		api.pick_instruction(unreadable)
	with pytest.raises(frappe.ValidationError, match=r"SO-00010\|SO-00015"):
		report(orders=unreadable)


def test_the_report_lists_released_orders_by_order_and_open_ones_on_demand():
	code = shelved()
	waiting, being_entered = released(item(code, 2)), order(item(code, 3))
	both = f"{waiting.name}|{being_entered.name}"
	assert [(row.sales_order, row.quantity) for row in report(orders=both)] == [(waiting.name, 2)]
	rows = report(orders=both, include_open=1)
	assert [(row.sales_order, row.shelf, row.quantity) for row in rows] == [
		(waiting.name, "A-12", 2),
		(being_entered.name, "A-12", 3),
	]


def test_the_report_narrows_to_location_day_and_customer():
	code, customer = shelved(), buyer()
	early = released(item(code, 1), customer=customer, shipment_date="2026-03-02")
	late = released(item(code, 2), item(code, 3, location="EAST"), shipment_date="2026-03-20")
	both = f"{early.name}|{late.name}"
	assert [row.quantity for row in report(orders=both)] == [1, 3, 2]
	assert [row.quantity for row in report(orders=both, location="EAST")] == [3]
	assert [row.quantity for row in report(orders=both, shipment_date=DAY)] == [1]
	assert [row.quantity for row in report(orders=both, customer=customer)] == [1]


def test_by_item_every_item_has_a_total_in_its_base_unit():
	code = goods(stock=50, units=[{"uom": "BOX", "qty_per_unit": 24}])
	first, second = released(item(code, 2)), released(item(code, 1, uom="BOX"))
	rows = report(orders=f"{first.name}|{second.name}", group_by="Item")
	assert [(row.sales_order, row.quantity, row.uom, row.is_total) for row in rows] == [
		(first.name, 2, "PCS", None),
		(second.name, 1, "BOX", None),
		(None, 26, "PCS", 1),
	]


@pytest.mark.parametrize(("allow", "counted"), [("Customer", [1]), ("Location", [1, 2])])
def test_permissions_of_users_are_respected(allow, counted):
	code, customer = shelved(), buyer()
	first = released(item(code, 1), customer=customer)
	second = released(item(code, 2), item(code, 3, location="EAST"))
	value = {"Customer": customer, "Location": "MAIN"}[allow]
	frappe.get_doc(
		{"doctype": "User Permission", "user": WAREHOUSE, "allow": allow, "for_value": value}
	).insert()
	assert [row.quantity for row in report(WAREHOUSE, orders=f"{first.name}|{second.name}")] == counted
	if allow == "Customer":
		frappe.set_user(WAREHOUSE)
		with pytest.raises(frappe.PermissionError):
			api.pick_instruction([second.name])


def test_the_number_of_statements_does_not_depend_on_the_orders():
	def statements(names):
		with recorded() as sent:
			report(CLERK, orders="|".join(names))
		return len(sent)

	names = [released(item(shelved(), 1)).name for _ in range(6)]
	statements(names[:1])
	assert statements(names[:1]) == statements(names)


def test_an_item_has_one_shelf_at_a_location():
	with pytest.raises(frappe.ValidationError, match="has a shelf already"):
		goods(shelves=[{"location": "MAIN", "shelf": "A"}, {"location": "MAIN", "shelf": "B"}])


def test_a_picking_list_goes_past_the_shelves_once_and_adds_up_what_is_the_same():
	far, near, plain = shelved("A-12"), shelved("A-2"), goods(stock=50)
	doc = released(
		item(far, 10),
		item(plain, 1),
		item(near, 5, description="Cut to 3 m"),
		{"type": "Comment", "description": "Ring first."},
		item(far, 5),
	)
	(page,) = drawn(render_pdf("Sales Order", doc.name, "Picking List"))
	text = page.replace(" ", "")
	walk = [f"MAINA-2{near}Cutto3m5PCS", f"MAINA-12{far}{far}15PCS", f"MAIN{plain}{plain}1PCS", "Ringfirst."]
	places = [text.index(words) for words in walk]
	assert places == sorted(places)
	assert page.count("A-12") == 1 and "Picked" in page and "Checked" in page


def test_the_report_goes_the_way_of_the_paper():
	"""A-2 before A-12, no shelf last, 10, 3 and 2 of the same are 15, whatever the order of the lines."""
	far, near, plain = shelved("A-12"), shelved("A-2"), goods(stock=50)
	lines = (
		item(far, 10),
		item(plain, 1),
		item(near, 5, description="Cut to 3 m"),
		item(near, 1),
		item(far, 3),
		item(far, 2),
	)
	doc, later = released(*lines), released(item(near, 4), item(far, 1))
	both = f"{doc.name}|{later.name}"
	shown = [(row.sales_order, row.item, row.shelf, row.quantity) for row in report(orders=both)]
	assert shown == [
		(doc.name, near, "A-2", 6),
		(doc.name, far, "A-12", 15),
		(doc.name, plain, None, 1),
		(later.name, near, "A-2", 4),
		(later.name, far, "A-12", 1),
	]
	assert report(orders=doc.name)[0].description == f"Cut to 3 m\n{near}"
	by_item = [(row.sales_order, row.item, row.quantity) for row in report(orders=both, group_by="Item")]
	assert by_item == [
		(doc.name, near, 6),
		(later.name, near, 4),
		(None, near, 10),
		(doc.name, far, 15),
		(later.name, far, 1),
		(None, far, 16),
		(doc.name, plain, 1),
		(None, plain, 1),
	]


def test_the_report_keeps_units_and_locations_apart():
	code = goods(stock=99, units=[{"uom": "BOX", "qty_per_unit": 24}])
	doc = released(item(code, 1), item(code, 1, uom="BOX"), item(code, 2), item(code, 5, location="EAST"))
	rows = [(row.location, row.uom, row.quantity) for row in report(orders=doc.name)]
	assert rows == [("EAST", "PCS", 5), ("MAIN", "BOX", 1), ("MAIN", "PCS", 3)]


def test_the_numbers_of_order_and_items_can_be_scanned():
	"""Every black rectangle on the sheet, row by row, read as Code 128."""
	first, second = shelved("A-1"), shelved("A-2")
	doc = released(item(second, 1), item(first, 1))
	assert scanned(render_pdf("Sales Order", doc.name, "Picking List")) == [doc.name, first, second]


def test_twenty_different_items_are_picked_from_one_sheet():
	lines = [item(goods(shelves=[{"location": "MAIN", "shelf": f"A-{place}"}]), 1) for place in range(20)]
	doc = released(*lines)
	sheets = drawn(render_pdf("Sales Order", doc.name, "Picking List"))
	assert len(sheets) == 1 and "Checked by" in sheets[0]

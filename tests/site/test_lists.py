"""Actions on many documents of a list: each document on its own, each with its result."""

import frappe
import pytest
from build import DAY, account, goods, item, order, post, quote, statuses
from limited import limited_user
from statements import recorded

from dev.demo.company import CLERK, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.forms import calendar


def status_of(doc):
	return frappe.db.get_value(doc.doctype, doc.name, "status")


def test_of_three_orders_two_are_released_and_the_third_says_why():
	ready, empty, account_only = order(item("1000")), order(), order(account("3900", 1, 100))
	results = api.release_documents("Sales Order", [ready.name, empty.name, account_only.name])
	assert results == [
		{"name": ready.name, "ok": True, "message": "Released"},
		{
			"name": empty.name,
			"ok": False,
			"message": "There is nothing to release. Add at least one line with a quantity.",
		},
		{"name": account_only.name, "ok": True, "message": "Released"},
	]
	assert [status_of(doc) for doc in (ready, empty, account_only)] == ["Released", "Open", "Released"]
	assert frappe.local.message_log == [], "the results tell it, no message beside them does"


def test_reopening_takes_released_quotes_back_and_refuses_what_is_closed():
	released, ordered = quote(item("1000")), quote(item("1000"))
	api.release("Sales Quote", released.name)
	api.make_order(ordered.name)
	results = api.reopen_documents("Sales Quote", [released.name, ordered.name])
	assert [(row["name"], row["ok"]) for row in results] == [(released.name, True), (ordered.name, False)]
	assert (
		results[1]["message"]
		== f"Sales Quote {ordered.name} has the status Ordered, so this is not possible."
	)
	assert [status_of(released), status_of(ordered)] == ["Open", "Ordered"]


def test_a_document_that_is_gone_or_named_twice_disturbs_no_other():
	doc = order(item("1000"))
	results = api.release_documents("Sales Order", [doc.name, "SO-GONE", doc.name])
	assert [(row["name"], row["ok"]) for row in results] == [(doc.name, True), ("SO-GONE", False)]
	assert results[1]["message"] == "Sales Order SO-GONE not found"


def test_what_fails_late_leaves_nothing_of_its_document(monkeypatch):
	"""Another app refuses the second order after it was stored."""
	orders = [order(item("1000")) for _ in range(3)]
	run = frappe.model.document.Document.run_post_save_methods

	def refuse_second(doc):
		run(doc)
		if doc.name == orders[1].name:
			frappe.throw("Not this one.")

	monkeypatch.setattr(frappe.model.document.Document, "run_post_save_methods", refuse_second)
	results = api.release_documents("Sales Order", [doc.name for doc in orders])
	assert [row["message"] for row in results] == ["Released", "Not this one.", "Released"]
	assert [status_of(doc) for doc in orders] == ["Released", "Open", "Released"]


def test_only_documents_of_ones_own_are_released():
	ours, theirs = order(item("1000"), customer="C-00002"), order(item("1000"), customer="C-00001")
	frappe.set_user(limited_user("of.bergen@example.com", Customer="C-00002"))
	results = api.release_documents("Sales Order", [ours.name, theirs.name])
	frappe.set_user("Administrator")
	assert [row["ok"] for row in results] == [True, False]
	assert results[1]["message"] == "You are not allowed to do this with the document."
	assert [status_of(ours), status_of(theirs)] == ["Released", "Open"]


def test_who_may_not_make_orders_is_refused_at_once():
	doc = order(item("1000"))
	frappe.set_user(WAREHOUSE)
	with pytest.raises(frappe.PermissionError):
		api.release_documents("Sales Order", [doc.name])


def test_invoices_are_not_released():
	with pytest.raises(frappe.ValidationError, match="not for Sales Invoice"):
		api.release_documents("Sales Invoice", ["SI-1"])


def test_releasing_costs_the_same_for_every_document():
	"""Nothing is read again and again for the whole lot: ten documents cost five times what two cost."""
	orders = [order(item("1000")) for _ in range(13)]
	api.release_documents("Sales Order", [orders[12].name])  # what is read once per process is read
	with recorded() as of_two:
		api.release_documents("Sales Order", [doc.name for doc in orders[:2]])
	with recorded() as of_ten:
		api.release_documents("Sales Order", [doc.name for doc in orders[2:12]])
	assert len(of_ten) <= 5 * len(of_two)


def events(start=DAY, end=DAY, **filters):
	return {event["name"]: event for event in api.shipment_calendar("Sales Order", start, end, filters)}


def test_the_calendar_shows_orders_on_their_day_and_no_others():
	on_day, later = order(item("1000"), shipment_date=DAY), order(item("1000"), shipment_date="2026-03-04")
	found = events()
	assert later.name not in found
	event = found[on_day.name]
	assert (event["shipment_date"], event["last_day"], event["all_day"]) == (DAY, DAY, 1)
	assert event["title"] == f"{on_day.name} Sykkelhuset Oslo AS"
	assert {on_day.name, later.name} <= set(events(end="2026-03-04"))


def test_the_calendar_tells_by_colour_how_far_an_order_is():
	code = goods(stock=10)
	dates = {"shipment_date": "2999-12-30"}
	waiting, released, shipped = (order(item(code), **dates) for _ in range(3))
	late = order(item(code), shipment_date=DAY)
	api.release("Sales Order", released.name)
	post(shipped, ship=True)
	found = {**events(), **events("2999-12-30", "2999-12-30")}
	shown = [found[doc.name]["colour"] for doc in (waiting, released, shipped, late)]
	assert shown == ["open", "released", "done", "late"]


def test_the_calendar_takes_the_filters_of_the_list():
	ours, theirs = (order(item("1000"), shipment_date=DAY, customer=c) for c in ("C-00001", "C-00002"))
	as_lists = [["Sales Order", "customer", "=", "C-00001", False]]
	found = [
		event["name"] for event in api.shipment_calendar("Sales Order", DAY, DAY, frappe.as_json(as_lists))
	]
	assert ours.name in found and theirs.name not in found


def test_the_calendar_hides_orders_of_customers_that_are_none_of_ones_business():
	ours, theirs = (order(item("1000"), shipment_date=DAY, customer=c) for c in ("C-00002", "C-00001"))
	frappe.set_user(limited_user("of.bergen@example.com", Customer="C-00002"))
	found = events()
	frappe.set_user("Administrator")
	assert ours.name in found and theirs.name not in found


def test_the_calendar_is_one_query_however_many_orders_there_are():
	order(item("1000"), shipment_date="2999-12-28")
	events("2999-12-28", "2999-12-28")
	with recorded() as of_one:
		assert len(events("2999-12-28", "2999-12-28")) == 1
	for _ in range(4):
		order(item("1000"), shipment_date="2999-12-28")
	with recorded() as of_five:
		assert len(events("2999-12-28", "2999-12-28")) == 5
	assert len(of_five) == len(of_one)


def move(doc, to):
	return api.move_shipment({"name": doc.name, "shipment_date": f"{to} 00:00:00", "last_day": to})


def test_an_open_order_is_moved_to_another_day_and_nothing_else_of_it_changes():
	doc = order(item("1000"), shipment_date=DAY)
	frappe.set_user(CLERK)
	assert move(doc, "2026-03-09") == "2026-03-09"
	frappe.set_user("Administrator")
	before, after = doc.as_dict(), frappe.get_doc("Sales Order", doc.name).as_dict()
	changed = {field for field in before if str(before[field]) != str(after[field])}
	assert changed - {"modified", "modified_by", "lines", "__onload"} == {"shipment_date"}


def test_a_released_order_stays_on_its_day_and_says_why():
	doc = order(item("1000"), shipment_date=DAY)
	api.release("Sales Order", doc.name)
	with pytest.raises(frappe.ValidationError) as refused:
		move(doc, "2026-03-09")
	assert str(refused.value) == (
		f"Order {doc.name} is released. Reopen it before you move it to another day, or change the date on the order."
	)
	assert str(frappe.db.get_value("Sales Order", doc.name, "shipment_date")) == DAY


def test_a_completed_order_stays_on_its_day():
	doc = order(item(goods(stock=1)), shipment_date=DAY)
	post(doc, ship=True, invoice=True)
	assert statuses(doc)[0] == "Completed"
	with pytest.raises(frappe.ValidationError, match="is completed"):
		move(doc, "2026-03-09")


def test_the_calendar_says_that_it_shows_a_part_only(monkeypatch):
	monkeypatch.setattr(calendar, "MOST", 2)
	for _number in range(3):
		order(item("1000"), shipment_date="2044-05-02")
	days = ("2044-05-01", "2044-05-31")
	assert len(api.shipment_calendar("Sales Order", *days)) == 2
	assert "more orders" in str(frappe.local.message_log)
	frappe.local.message_log = []
	monkeypatch.setattr(calendar, "MOST", 3)
	assert len(api.shipment_calendar("Sales Order", *days)) == 3
	assert frappe.local.message_log == []

"""Section "any error is a sentence": crafted values in every field and every call, and the books are sound afterwards."""

import inspect
from typing import Any

import frappe
import pytest
from build import OSLO
from calls import CALLS as WORKING_CALLS
from fuzzing import (
	crafted_arguments,
	crafted_change,
	crafted_document,
	own_doctypes,
	parts,
	short,
	stored_names,
	trial,
)
from test_incoming_arguments import LOGGED, actions

from sales_mgmt import api
from sales_mgmt.incoming import lists
from sales_mgmt.posting.verify.books import verify

POSTED = ("Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order")


def found(wrong: list[str]) -> str:
	return "\n\n".join(wrong)


@pytest.mark.soak(reduced=150, full=2000)
def test_crafted_documents_are_stored_or_refused_with_a_sentence(size: int):
	"""Inserted, and what can be posted is posted. Everything that was stored stays to the end."""
	wrong, stored, kinds = [], 0, [name for name in own_doctypes() if stored_names(name) != [name]]
	for number, chance in parts(size, "documents"):
		doctype = kinds[number % len(kinds)] if chance.random() < 0.6 else chance.choice(POSTED)
		sent = crafted_document(chance, doctype, number)
		doc, reason = trial(lambda sent=sent: frappe.client.insert(sent), keep=doctype in POSTED)
		stored += doc is not None
		if reason:
			wrong.append(f"{number} insert {short(sent)}\n  {reason}")
		if doc is not None and doctype in POSTED and not doc["docstatus"]:
			_done, reason = trial(
				lambda doctype=doctype, doc=doc: api.post(doctype, doc["name"], ship=True, invoice=True),
				keep=True,
			)
			if reason:
				wrong.append(f"{number} post {short(sent)}\n  {reason}")
	assert found(wrong) == ""
	assert stored > size / 20
	assert verify() == []


@pytest.mark.soak(reduced=150, full=2000)
def test_crafted_changes_of_stored_documents_are_refused_with_a_sentence(size: int):
	"""Over the road of REST: what is there, with what was sent on top. Each is taken back before the next."""
	wrong, kinds = [], own_doctypes()
	for number, chance in parts(size, "changes"):
		doctype = kinds[number % len(kinds)]
		if names := stored_names(doctype):
			name = chance.choice(names)
			sent = crafted_change(chance, doctype, name)
			_done, reason = trial(lambda doctype=doctype, name=name, sent=sent: put(doctype, name, sent))
			if reason:
				wrong.append(f"{number} PUT {doctype} {name} {short(sent)}\n  {reason}")
	assert found(wrong) == ""
	assert verify() == []


def put(doctype: str, name: str, sent: dict[str, Any]) -> Any:
	"""What `PUT /api/resource` does."""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.update(sent)
	return doc.save()


@pytest.mark.soak(reduced=45, full=1000)
def test_crafted_calls_are_answered_with_a_sentence(size: int):
	"""Calls that work, of every action, with arguments replaced."""
	wrong, answered = [], 0
	functions = [function for function in actions() if function.__name__ not in LOGGED]
	for number, chance in parts(size, "calls"):
		function = functions[number % len(functions)]
		given, reason = trial(WORKING_CALLS[key(function)], keep=True)
		assert not reason, f"{key(function)}: {reason}"
		sent = crafted_arguments(chance, given or {}, list(inspect.signature(function).parameters))
		done, reason = trial(lambda function=function, sent=sent: frappe.call(function, **sent), keep=True)
		answered += done is not None
		if reason:
			wrong.append(f"{number} {key(function)} {short(sent)}\n  {reason}")
	assert found(wrong) == ""
	assert answered > size / 10
	assert verify() == []


def key(function: Any) -> str:
	return f"{function.__module__}.{function.__name__}"


FILTERS = {
	"from_date": "2026-01-01", "to_date": "2026-12-31", "as_of": "2026-03-31", "date": "2026-03-02",
	"shipment_date": "2026-12-31", "customer": OSLO, "item": "1000", "location": "MAIN", "salesperson": "KN",
	"currency": "NOK", "uom": "PCS", "group_by": "Customer", "show": "Outstanding", "rank_by": "Sales", "top": 5,
	"periods": "Month", "days": "30, 60, 90", "age_by": "Posting Date", "amounts_in": "Local Currency",
	"orders": "SO-00001..SO-00005", "include_open": 1, "only_short": 1, "vat_business_group": "DOMESTIC",
	"vat_product_group": "STANDARD",
}  # fmt: skip


@pytest.mark.soak(reduced=60, full=1000)
def test_reports_with_crafted_filters_are_answered_with_a_sentence(size: int):
	wrong, answered, names = [], 0, reports()
	for number, chance in parts(size, "reports"):
		name = names[number % len(names)]
		kept = {field: value for field, value in FILTERS.items() if chance.random() < 0.5 or "date" in field}
		sent = crafted_arguments(chance, {"filters": kept}, ["filters"])["filters"]
		frappe.local.form_dict = frappe._dict(report_name=name, filters=sent, ignore_prepared_report=True)
		done, reason = trial(lists.run_report)
		answered += done is not None
		if reason:
			wrong.append(f"{number} {name} {short(sent)}\n  {reason}")
	assert found(wrong) == ""
	assert answered > size / 10


def test_every_report_reads_its_filters_at_the_door():
	assert len(reports()) > 12
	for name in reports():
		report = frappe.get_doc("Report", name)
		module = f"sales_mgmt.{frappe.scrub(report.module)}.report.{frappe.scrub(name)}.{frappe.scrub(name)}"
		assert frappe.get_attr(f"{module}.execute").passes_the_door, name


def reports() -> list[str]:
	modules = frappe.get_module_list("sales_mgmt")
	return frappe.get_all("Report", {"module": ("in", modules)}, pluck="name", order_by="name")


LISTS = {"get": lists.get, "get_list": lists.get_list, "get_count": lists.get_count}
LISTED = (
	"Sales Order",
	"Sales Invoice",
	"Customer",
	"Item",
	"Customer Ledger Entry",
	"Price List",
	"Sales Quote",
)


@pytest.mark.soak(reduced=60, full=1000)
def test_lists_with_crafted_filters_are_answered_with_a_sentence(size: int):
	wrong, answered = [], 0
	for number, chance in parts(size, "lists"):
		doctype, way = chance.choice(LISTED), chance.choice(list(LISTS))
		working = {
			"doctype": doctype,
			"fields": ["name", f"`tab{doctype}`.`modified`"],
			"filters": chance.choice(
				(
					[[doctype, "modified", ">", "2020-01-01"], [doctype, "name", "like", "%1%"]],
					[["docstatus", "in", [0, 1]], ["name", "!=", "x"]],
					{"docstatus": 0, "name": ["like", "%1%"]},
				)
			),
			"or_filters": [[doctype, "name", "is", "set"]],
			"order_by": f"`tab{doctype}`.`modified` desc",
			"start": 0,
			"page_length": 20,
		}
		sent = crafted_arguments(chance, working, list(working))
		frappe.local.form_dict = frappe._dict(sent)
		done, reason = trial(LISTS[way])
		answered += done is not None
		if reason:
			wrong.append(f"{number} {way} {short(sent)}\n  {reason}")
	assert found(wrong) == ""
	assert answered > size / 10


@pytest.mark.soak(reduced=60, full=1000)
def test_filters_of_our_own_lists_are_answered_with_a_sentence(size: int):
	"""Post Batch and the calendar take filters as lists do."""
	wrong, answered = [], 0
	for number, chance in parts(size, "filters"):
		filters = chance.choice(
			(
				[["Sales Order", "customer", "=", OSLO], ["name", "in", ["x", "y"]]],
				{"customer": OSLO, "status": "Open"},
			)
		)
		sent = crafted_arguments(chance, {"filters": filters}, ["filters"])["filters"]
		do = chance.choice(
			(
				lambda sent=sent: frappe.call(
					api.shipment_calendar,
					doctype="Sales Order",
					start="2026-01-01",
					end="2026-12-31",
					filters=sent,
				),
				lambda sent=sent: frappe.call(
					api.post_batch, doctype="Sales Order", filters=sent, ship=1, background=0
				),
			)
		)
		done, reason = trial(do)
		answered += done is not None
		if reason:
			wrong.append(f"{number} {short(sent)}\n  {reason}")
	assert found(wrong) == ""
	assert answered > size / 10

"""Rows that are taken together end as they would one by one: Frappe's own road is the yardstick, field for field."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import frappe
import pytest
from build import OSLO
from statements import recorded

from sales_mgmt.storage import write
from sales_mgmt.storage.columns import Columns, columns_of

CUSTOM = {
	"x_code": {"fieldtype": "Data", "length": 20},
	"x_key": {"fieldtype": "Data", "unique": 1},
	"x_count": {"fieldtype": "Int", "non_negative": 1},
	"x_sample": {"fieldtype": "Check"},
	"x_day": {"fieldtype": "Date"},
	"x_moment": {"fieldtype": "Datetime"},
	"x_grade": {"fieldtype": "Select", "options": "\nFine\nCoarse"},
	"x_fee": {"fieldtype": "Currency"},
	"x_note": {"fieldtype": "Text"},
}
OF_ITS_OWN = ("name", "parent", "creation", "modified")


@pytest.fixture(scope="module")
def custom(site):
	"""Custom fields of many kinds on order lines. Columns are made outside of transactions, so they go by hand."""
	for name, values in CUSTOM.items():
		if not frappe.db.exists("Custom Field", {"dt": "Sales Line", "fieldname": name}):
			field = {"doctype": "Custom Field", "dt": "Sales Line", "fieldname": name, "label": name}
			frappe.get_doc({**field, **values}).insert()
	frappe.db.commit()
	yield
	frappe.db.rollback()
	for name in CUSTOM:
		frappe.delete_doc("Custom Field", f"Sales Line-{name}")
	frappe.db.commit()
	frappe.clear_cache(doctype="Sales Line")


@contextmanager
def one_by_one() -> Iterator[None]:
	"""Frappe's own road: no row is looked at, or stored, together with others."""
	steps = ("mark_plain", "mark_links", "insert_together")
	patches = [patch(f"sales_mgmt.storage.children.{step}", lambda *_: None) for step in steps]
	for each in patches:
		each.start()
	try:
		yield
	finally:
		for each in patches:
			each.stop()


def order(*lines: dict) -> Any:
	copies = [dict(line) for line in lines]
	return frappe.get_doc({"doctype": "Sales Order", "customer": OSLO, "lines": copies})


def stored(name: str) -> list[dict]:
	"""The rows of the header's table and its lines, without what differs between any two documents."""
	header = frappe.db.get_values("Sales Order", name, "*", as_dict=True)
	lines = frappe.get_all("Sales Line", {"parent": name}, "*", order_by="idx")
	return [
		{field: value for field, value in row.items() if field not in OF_ITS_OWN} for row in [*header, *lines]
	]


LINES = [
	{"item": "1000", "quantity": 2, "x_code": "A", "x_count": "7", "x_sample": "1", "x_day": "2026-03-02"},
	{"item": "1010", "quantity": 1, "x_key": "", "x_moment": datetime(2026, 3, 2, 4, 5, 6), "x_fee": "12.5"},
	{"item": "1000", "quantity": 3, "x_grade": " Fine ", "x_day": "", "x_note": "a < b, <b>bold</b><script>"},
	{"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 10, "x_count": None},
	{"type": "Comment", "description": "Thank you <i>very</i> much"},
]


def test_an_order_inserted_at_once_is_stored_as_frappe_stores_it(custom):
	ours = order(*LINES).insert()
	with one_by_one():
		theirs = order(*LINES).insert()
	assert stored(ours.name) == stored(theirs.name)
	assert not any(line.get("__islocal") for line in ours.lines)


def test_rows_added_to_a_stored_order_are_stored_as_frappe_stores_them(custom):
	def extended() -> list[dict]:
		doc = frappe.get_doc("Sales Order", order(LINES[0]).insert().name)
		doc.extend("lines", [dict(line) for line in LINES[1:4]])
		doc.save()
		return stored(doc.name)

	ours = extended()
	with one_by_one():
		assert ours == extended()


@pytest.mark.parametrize(
	"wrong",
	[
		{"x_code": "far too long for twenty characters"},
		{"x_grade": "Rough"},
		{"x_count": -1},
		{"x_count": 2**31},
		{"item": "NO-SUCH-ITEM"},
		{"location": "NOWHERE"},
		{"uom": "pcs"},
		{"price_from": "x" * 200},
	],
	ids=str,
)
def test_what_frappe_refuses_is_refused_in_the_same_words(custom, wrong):
	def refusal() -> tuple:
		frappe.local.message_log = []
		try:
			doc = order({"item": "1000", "quantity": 1}, {"item": "1010", "quantity": 1, **wrong}).insert()
		except Exception as error:
			said = [
				{key: value for key, value in message.items() if not key.startswith("__")}
				if isinstance(message, dict)
				else message
				for message in frappe.local.message_log
			]
			return type(error), str(error), said
		return tuple(map(str, stored(doc.name)))

	ours = refusal()
	with one_by_one():
		assert ours == refusal()


def test_a_value_that_has_to_be_unique_is_refused_with_frappes_message(custom):
	twice = [{"item": "1000", "quantity": 1, "x_key": "same"}] * 2
	with pytest.raises(frappe.UniqueValidationError):
		order(*twice).insert()


def test_a_mandatory_field_of_the_admin_is_asked_for_on_every_row(custom):
	frappe.get_meta("Sales Line").get_field("x_code").reqd = 1
	try:
		with pytest.raises(frappe.MandatoryError) as caught:
			order({"item": "1000", "quantity": 1, "x_code": "A"}, *LINES[1:3]).insert()
	finally:
		frappe.get_meta("Sales Line").get_field("x_code").reqd = 0
	assert str(caught.value).endswith("x_code, x_code")


@pytest.mark.parametrize(
	"value",
	[None, "", "text", "7", 7, 7.5, True, "2026-03-02", date(2026, 3, 2), datetime(2026, 3, 2), timedelta(1)],
	ids=repr,
)
def test_columns_hold_what_frappe_would_store(custom, value):
	for doctype in ("Sales Line", "Sales Order", "Sales Invoice Line", "Sales Shipment", "Customer"):
		doc = frappe.new_doc(doctype)
		for field in doc.meta.fields:
			if field.fieldtype not in ("Table", "Table MultiSelect"):
				doc.set(field.fieldname, value)
		columns = columns_of(doctype)
		ours = dict(zip(columns.names, columns.of(doc), strict=True))
		assert ours == doc.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True)


def test_a_list_in_a_field_is_refused_as_frappe_does():
	row = frappe.new_doc("Sales Line")
	row.description = ["one", "two"]
	with pytest.raises(frappe.ValidationError, match="cannot be a list"):
		Columns(row.meta).of(row)


def test_a_changed_description_of_a_doctype_gives_other_columns(site):
	before = columns_of("Sales Line")
	frappe.clear_cache(doctype="Sales Line")
	assert columns_of("Sales Line") is not before
	assert columns_of("Sales Line").names == before.names


def test_rows_of_one_update_all_get_their_own_values():
	doc = order(*[{"item": "1000", "quantity": index + 1} for index in range(write.UPDATED * 2 + 1)]).insert()
	changes = {
		line.name: {"qty_to_ship": line.idx * 2, "price_from": f"list {line.idx}"} for line in doc.lines
	}
	with recorded() as statements:
		write.update_rows("Sales Line", changes)
	assert len(statements) == 3
	rows = frappe.get_all(
		"Sales Line", {"parent": doc.name}, ["idx", "qty_to_ship", "price_from"], order_by="idx", as_list=True
	)
	assert list(rows) == [(line.idx, line.idx * 2, f"list {line.idx}") for line in doc.lines]

"""Statement budgets: the number of SQL statements does not grow with the number of lines.

Measured in statements, not in seconds, so the numbers are the same on every machine. Only the size of a statement grows,
and one that would become too long is cut: an INSERT after 500 rows, an UPDATE after 100.
"""

from collections.abc import Callable
from math import ceil
from typing import Any

import frappe
import pytest
from statements import recorded

from sales_mgmt import api
from sales_mgmt.posting.write import INSERTED, UPDATED

MORE_FOR_200_LINES = 15
POSTING_IN_ALL = 120
SAVE_BESIDES_FRAPPE = 25
FRAPPES_OWN = {"insert": 7, "edit": 5}
"""Insert: header, rows, number, links and version. Edit: read header and rows, write the header, two for the version."""

ORDER, INVOICE, QUOTE = "Sales Order", "Sales Invoice", "Sales Quote"


@pytest.fixture(autouse=True)
def any_stock(rolled_back):
	"""What is measured is posting, not the size of the demo company's shelves."""
	frappe.db.set_single_value("Sales Settings", "allow_negative_stock", 1)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")


def draft(doctype: str, lines: int):
	items = frappe.get_all("Item", {"sales_blocked": 0}, pluck="name", order_by="name")
	return frappe.get_doc(
		{
			"doctype": doctype,
			"customer": "C-00001",
			"lines": [
				{
					"type": "Item",
					"item": items[index % len(items)],
					"quantity": index + 1,
					"line_discount_percent": 5,
				}
				for index in range(lines)
			],
		}
	)


def stored(doctype: str) -> Callable[[int], str]:
	return lambda lines: draft(doctype, lines).insert().name


def released(lines: int) -> str:
	name = stored(ORDER)(lines)
	api.release(ORDER, name)
	return name


def shipped(lines: int) -> str:
	name = stored(ORDER)(lines)
	api.post(ORDER, name, ship=True)
	return name


def fetched(lines: int) -> str:
	return api.make_invoice(ORDER, shipped(lines))


def edit(name: str) -> None:
	order = frappe.get_doc(ORDER, name)
	order.lines[-1].quantity += 1
	order.your_reference = "changed"
	order.save()


def post(doctype: str, **what: bool) -> Callable[[str], Any]:
	return lambda name: api.post(doctype, name, **what)


SAVING = {
	"insert": (lambda lines: draft(ORDER, lines), lambda order: order.insert()),
	"edit": (stored(ORDER), edit),
}
POSTING = {
	"ship": (released, post(ORDER, ship=True)),
	"invoice": (shipped, post(ORDER, invoice=True)),
	"ship and invoice": (released, post(ORDER, ship=True, invoice=True)),
	"direct invoice": (stored(INVOICE), post(INVOICE)),
	"invoice of fetched lines": (fetched, post(INVOICE)),
}
OTHER = {
	"calculate": (lambda lines: draft(ORDER, lines).as_dict(), api.calculate),
	"release": (stored(ORDER), lambda name: api.release(ORDER, name)),
	"reopen": (released, lambda name: api.reopen(ORDER, name)),
	"preview": (released, lambda name: api.preview(ORDER, name, ship=True, invoice=True)),
	"check": (released, lambda name: api.check(ORDER, name, ship=True, invoice=True)),
	"make order": (stored(QUOTE), api.make_order),
	"make invoice": (shipped, lambda name: api.make_invoice(ORDER, name)),
}


def measured(action: tuple[Callable, Callable], lines: int) -> int:
	prepare, work = action
	subject = prepare(lines)
	with recorded() as statements:
		work(subject)
	return len(statements)


def one_and_many(action: tuple[Callable, Callable], many: int = 200) -> tuple[int, int]:
	"""Statements for one line and for many, when the caches that every request shares are warm."""
	measured(action, 3)
	return measured(action, 1), measured(action, many)


@pytest.mark.parametrize("name", [*SAVING, *POSTING, *OTHER])
def test_200_lines_take_hardly_more_statements_than_one(books, name):
	one, many = one_and_many((SAVING | POSTING | OTHER)[name])
	assert many - one <= MORE_FOR_200_LINES
	if name in POSTING:
		assert many <= POSTING_IN_ALL
	if name in SAVING:
		assert many <= FRAPPES_OWN[name] + SAVE_BESIDES_FRAPPE


def test_a_direct_invoice_with_a_shipment(books):
	frappe.db.set_single_value("Sales Settings", "shipment_on_invoice", 1)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	one, many = one_and_many(POSTING["direct invoice"])
	assert many - one <= MORE_FOR_200_LINES
	assert many <= POSTING_IN_ALL


@pytest.mark.parametrize("name", ["insert", "ship and invoice"])
def test_2000_lines_take_more_statements_only_where_one_would_become_too_long(name):
	"""At most 15 more, and one more for every 500 rows of a table that are inserted, and 100 that are updated.

	Shipping and invoicing inserts rows into five tables (shipment, invoice, item and value entries, and room for one
	more) and updates three (order lines, item entries, stock levels).
	"""
	lines = 2000
	one, many = one_and_many((SAVING | POSTING)[name], lines)
	cut = 5 * ceil(lines / INSERTED) + 3 * ceil(lines / UPDATED)
	assert many - one <= MORE_FOR_200_LINES + cut

"""Statement budgets: the number of SQL statements does not grow with the number of lines.

Measured in statements, not in seconds, so the numbers are the same on every machine. Only the size of a statement grows,
and one that would become too long is cut: an INSERT after 500 rows, an UPDATE after 100.
"""

from collections.abc import Callable
from math import ceil
from typing import Any

import frappe
import pytest
from build import adjust, goods, item, posted_invoice
from statements import recorded

from sales_mgmt import api
from sales_mgmt.posting.goods.adjustment import prepare_adjustment, write_adjustment
from sales_mgmt.storage.write import INSERTED, UPDATED

MORE_FOR_200_LINES = 15
POSTING_IN_ALL = 120
SAVE_BESIDES_FRAPPE = 25
FRAPPES_OWN = {"insert": 7, "edit": 5}
"""Insert: header, rows, number, links and version. Edit: read header and rows, write the header, two for the version."""

ORDER, INVOICE, QUOTE = "Sales Order", "Sales Invoice", "Sales Quote"
RETURN, MEMO = "Sales Return Order", "Sales Credit Memo"


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


def billed(lines: int) -> str:
	name = stored(INVOICE)(lines)
	api.post(INVOICE, name)
	return name


def billed_by_order(lines: int) -> str:
	return api.post(ORDER, released(lines), ship=True, invoice=True)["invoice"]


def cancelled(lines: int) -> str:
	return api.cancel_invoice(billed_by_order(lines))


def correction(lines: int) -> str:
	return api.make_corrective_credit_memo(billed(lines))


def returned(lines: int) -> str:
	"""A return order of everything on an invoice."""
	bill = frappe.get_doc(INVOICE, billed(lines))
	name = frappe.get_doc({"doctype": RETURN, "customer": bill.customer}).insert().name
	api.get_lines_to_reverse(name, [line.name for line in bill.lines])
	return name


def received(lines: int) -> str:
	name = returned(lines)
	api.post(RETURN, name, ship=True)
	return name


def shipment(lines: int) -> str:
	return api.post(ORDER, released(lines), ship=True)["shipment"]


def receipt(lines: int) -> str:
	return api.post(RETURN, returned(lines), ship=True)["return_receipt"]


CORRECTING = {
	"credit memo": (correction, post(MEMO)),
	"receive a return": (returned, post(RETURN, ship=True)),
	"credit a return": (received, post(RETURN, invoice=True)),
	"receive and credit a return": (returned, post(RETURN, ship=True, invoice=True)),
	"cancel an invoice": (billed_by_order, api.cancel_invoice),
	"cancel a direct invoice": (billed, api.cancel_invoice),
	"cancel a credit memo": (cancelled, api.cancel_credit_memo),
	"undo a shipment": (shipment, api.undo_shipment),
	"undo a return receipt": (receipt, api.undo_return_receipt),
}
DRAFTING = {
	"correct an invoice": (billed, api.correct_invoice),
	"corrective credit memo": (billed, api.make_corrective_credit_memo),
	"lines to reverse": (returned, lambda name: api.lines_to_reverse("C-00001")),
}
"""They save a draft, which is Frappe's own cost."""

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


ACTIONS = SAVING | POSTING | CORRECTING | DRAFTING | OTHER


@pytest.mark.parametrize("name", ACTIONS)
def test_200_lines_take_hardly_more_statements_than_one(books, name):
	one, many = one_and_many(ACTIONS[name])
	assert many - one <= MORE_FOR_200_LINES, (one, many)
	if name in POSTING | CORRECTING:
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


@pytest.mark.parametrize("kind", ["come", "leave", "cost more"])
def test_posting_an_adjustment_with_200_lines(any_stock, kind):
	"""Added cost follows what was sold of every entry, in the same number of statements."""

	def measure(count: int) -> int:
		codes = [goods() for _ in range(min(count, 5))]
		adjust(*[(codes[index % len(codes)], 10, 60) for index in range(count)])
		posted_invoice(*[item(code, 3) for code in codes])
		entries = frappe.get_all(
			"Item Ledger Entry", {"item": ("in", codes), "entry_type": "Adjustment"}, ["name", "item"]
		)
		lines = [
			{"kind": "Cost", "item_ledger_entry": entry.name, "added_cost": 10}
			if kind == "cost more"
			else {"item": entry.item, "location": "MAIN", "quantity": 2 if kind == "come" else -2}
			for entry in entries
		]
		doc = frappe.get_doc(
			{"doctype": "Inventory Adjustment", "posting_date": "2026-03-02", "lines": lines}
		).insert()
		# The posting alone: Frappe itself writes every row, and looks up every link, in a statement of its own.
		with recorded() as statements:
			write_adjustment(doc, prepare_adjustment(doc))
		return len(statements)

	measure(3)
	one, many = measure(1), measure(200)
	assert many - one <= MORE_FOR_200_LINES
	assert many <= POSTING_IN_ALL


@pytest.mark.parametrize("name", ["release", "reopen"])
def test_a_change_of_status_looks_up_no_link_again(books, name):
	"""What the document links to was looked up when it was saved. 20 of 37 statements went into that."""
	action = OTHER[name]
	measured(action, 3)
	prepare, work = action
	subject = prepare(1)
	with recorded() as sent:
		work(subject)
	looked_up = [one for one in sent if one.startswith("SELECT `name` FROM") and "tabDocType" not in one]
	assert looked_up == []
	assert len(sent) <= 20

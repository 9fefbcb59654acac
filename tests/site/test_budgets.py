"""Statement budgets: the number of SQL statements does not grow with the number of lines.

Measured in statements, not in seconds, so the numbers are the same on every machine.
"""

import frappe
import pytest
from build import adjust, goods, item, posted_invoice
from statements import recorded

from sales_mgmt import api
from sales_mgmt.posting.adjustment import prepare_adjustment, write_adjustment

MORE_FOR_200_LINES = 15
POSTING_IN_ALL = 120
SAVE_BESIDES_FRAPPE = 25


@pytest.fixture
def any_stock():
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


def statements_of_order(lines: int, ship: bool, invoice: bool) -> int:
	order = draft("Sales Order", lines).insert()
	with recorded() as statements:
		api.post("Sales Order", order.name, ship=ship, invoice=invoice)
	return len(statements)


@pytest.mark.parametrize(("ship", "invoice"), [(True, True), (True, False)])
def test_posting_an_order_with_200_lines(any_stock, books, ship, invoice):
	statements_of_order(3, ship, invoice)  # warms the caches that every request shares
	one = statements_of_order(1, ship, invoice)
	many = statements_of_order(200, ship, invoice)
	assert many - one <= MORE_FOR_200_LINES
	assert many <= POSTING_IN_ALL


def test_invoicing_200_lines_that_were_shipped_before(any_stock, books):
	def measure(lines: int) -> int:
		order = draft("Sales Order", lines).insert()
		api.post("Sales Order", order.name, ship=True)
		with recorded() as statements:
			api.post("Sales Order", order.name, invoice=True)
		return len(statements)

	measure(3)
	one, many = measure(1), measure(200)
	assert many - one <= MORE_FOR_200_LINES
	assert many <= POSTING_IN_ALL


@pytest.mark.parametrize("shipment", [0, 1])
def test_posting_a_direct_invoice_with_200_lines(any_stock, books, shipment):
	frappe.db.set_single_value("Sales Settings", "shipment_on_invoice", shipment)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")

	def measure(lines: int) -> int:
		invoice = draft("Sales Invoice", lines).insert()
		with recorded() as statements:
			api.post("Sales Invoice", invoice.name)
		return len(statements)

	measure(3)
	one, many = measure(1), measure(200)
	assert many - one <= MORE_FOR_200_LINES
	assert many <= POSTING_IN_ALL


@pytest.mark.parametrize("action", ["preview", "check"])
def test_looking_ahead_at_200_lines(any_stock, action):
	def measure(lines: int) -> int:
		order = draft("Sales Order", lines).insert()
		with recorded() as statements:
			getattr(api, action)("Sales Order", order.name, ship=True, invoice=True)
		return len(statements)

	measure(3)
	assert measure(200) - measure(1) <= MORE_FOR_200_LINES


def test_saving_a_draft_costs_little_more_than_frappe_itself(any_stock):
	"""Frappe alone: lock and read the document and its rows, write the header, write every changed row."""

	def measure(lines: int) -> int:
		order = frappe.get_doc("Sales Order", draft("Sales Order", lines).insert().name)
		order.your_reference = "changed"
		with recorded() as statements:
			order.save()
		return len(statements)

	measure(3)
	frappes_own = 5  # read header, read rows, write header, and two for the version
	for lines in (1, 200):
		assert measure(lines) <= frappes_own + SAVE_BESIDES_FRAPPE


@pytest.mark.parametrize("lines", [1, 200])
def test_inserting_a_draft_adds_no_statement_per_line(any_stock, lines):
	draft("Sales Order", 3).insert()
	order = draft("Sales Order", lines)
	with recorded() as statements:
		order.insert()
	frappes_own = 1 + lines + 6  # header, one INSERT per row, number, links and version
	assert len(statements) <= frappes_own + SAVE_BESIDES_FRAPPE


def test_calculating_200_lines(any_stock):
	def measure(lines: int) -> int:
		values = draft("Sales Order", lines).as_dict()
		with recorded() as statements:
			api.calculate(values)
		return len(statements)

	measure(3)
	assert measure(200) - measure(1) <= MORE_FOR_200_LINES


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

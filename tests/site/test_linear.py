"""Twice as many lines are twice as much work, not four times: counted in instructions of our own code.

Statement counts do not see a loop over all lines inside a loop over all lines; the clock sees it, and everything else
that the machine does. The number of bytecode instructions is the same on every run.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import frappe
import pytest
from test_budgets import OTHER, POSTING, SAVING

from sales_mgmt.storage.write import insert_rows

SIZES = (20, 40, 80)
LINEAR, TOLERANCE = 2, 0.02
"""From 40 to 80 lines come twice as many instructions as from 20 to 40; of a quadratic step come four times as many."""


def instructions(work: Callable[[], Any]) -> int:
	"""Instructions that modules of sales_mgmt execute."""
	executed = 0

	def count(frame: FrameType, event: str, _argument: Any) -> Any:
		nonlocal executed
		if event == "opcode":
			executed += 1
		return count

	def enter(frame: FrameType, event: str, argument: Any) -> Any:
		if "/sales_mgmt/" not in frame.f_code.co_filename:
			return None
		frame.f_trace_opcodes, frame.f_trace_lines = True, False
		return count

	before = sys.gettrace()
	sys.settrace(enter)
	try:
		work()
	finally:
		sys.settrace(before)
	return executed


@pytest.fixture
def assortment():
	"""As many items as lines, and a price list with a price for each: what a line looks for is not what others have."""
	codes = [f"LIN-{number:04}" for number in range(max(SIZES))]
	like = frappe.get_doc("Item", "1000")
	common = {
		field: like.get(field)
		for field in (
			*("item_type", "base_uom", "unit_cost", "product_posting_group"),
			*("vat_product_group", "inventory_posting_group"),
		)
	}
	insert_rows("Item", [{"name": code, "item_code": code, "item_name": code, **common} for code in codes])
	prices = frappe.get_doc({"doctype": "Price List", "code": "LINEAR", "applies_to": "All Customers"})
	for code in codes:
		prices.append("lines", {"product_type": "Item", "item": code, "defines": "Price", "unit_price": 10})
	prices.insert()
	frappe.db.set_value("Price List", prices.name, "status", "Active")
	frappe.db.set_value("Price List Line", {"parent": prices.name}, "status", "Active")
	return codes


@pytest.mark.parametrize("name", ["insert", "edit", "release", "calculate", "ship and invoice", "invoice"])
def test_work_grows_with_the_lines_and_not_with_their_square(assortment, monkeypatch, name):
	def draft(doctype: str, lines: int):
		rows = [{"item": code, "quantity": 1} for code in assortment[:lines]]
		return frappe.get_doc({"doctype": doctype, "customer": "C-00001", "lines": rows})

	monkeypatch.setattr("test_budgets.draft", draft)
	frappe.db.set_single_value("Sales Settings", "allow_negative_stock", 1)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	prepare, work = (SAVING | POSTING | OTHER)[name]
	work(prepare(3))
	counts = []
	for size in SIZES:
		subject = prepare(size)
		counts.append(instructions(lambda subject=subject: work(subject)))
	small, middle, large = counts
	assert (large - middle) / (middle - small) < LINEAR + TOLERANCE

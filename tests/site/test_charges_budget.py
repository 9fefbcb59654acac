"""Statement budgets of item charges: 50 charges over 200 targets are posted set-based."""

import frappe
import pytest
from build import item
from charged import charge
from statements import recorded

from sales_mgmt import api

MORE = 15
"""Beside a document with one charge and one target: what an UPDATE of 100 rows at a time adds to that."""


@pytest.fixture(autouse=True)
def any_stock(rolled_back):
	frappe.db.set_single_value("Sales Settings", "allow_negative_stock", 1)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")


def charged_document(doctype: str, charges: int, goods: int):
	"""Each charge belongs to four of the goods, by turns."""
	lines = [item("1000", 1) for _ in range(goods)] + [
		charge(quantity=4, unit_price=5) for _ in range(charges)
	]
	rows = [
		{"charge_row": goods + index + 1, "target_row": (4 * index + step) % goods + 1, "qty_to_assign": part}
		for index in range(charges)
		for step, part in enumerate((1, 1, 1, 1) if goods > 3 else (4,))
	]
	values = {"doctype": doctype, "customer": "C-00001", "lines": lines, "charge_assignments": rows}
	return frappe.get_doc(values).insert().name


def statements(doctype: str, charges: int, goods: int, **what: bool) -> int:
	name = charged_document(doctype, charges, goods)
	with recorded() as sent:
		api.post(doctype, name, **what)
	return len(sent)


@pytest.mark.parametrize(
	"doctype, what",
	[
		("Sales Order", {"ship": True, "invoice": True}),
		("Sales Invoice", {}),
		("Sales Credit Memo", {}),
	],
)
def test_fifty_charges_over_two_hundred_targets(books, doctype, what):
	statements(doctype, 2, 4, **what)
	one, many = statements(doctype, 1, 1, **what), statements(doctype, 50, 200, **what)
	assert many - one <= MORE
	assert many <= 130


def test_saving_many_assignments_is_set_based():
	charged_document("Sales Order", 1, 1)
	with recorded() as few:
		charged_document("Sales Order", 1, 1)
	with recorded() as sent:
		charged_document("Sales Order", 50, 200)
	assert len(sent) - len(few) <= MORE

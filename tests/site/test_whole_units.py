"""Units that are sold in whole numbers only."""

import frappe
import pytest
from build import OSLO, goods, item, order, refused


def test_half_a_piece_is_refused_and_half_an_hour_is_not():
	frappe.db.set_value("Unit of Measure", "PCS", "whole_number", 1)
	code = goods()
	with refused("whole_number"):
		order(item(code, 1.5))
	assert order(item("5000", 1.5)).lines[0].quantity == 1.5


@pytest.mark.parametrize("quantity", [1, 2.0])
def test_whole_numbers_pass(quantity):
	frappe.db.set_value("Unit of Measure", "PCS", "whole_number", 1)
	assert order(item(goods(), quantity), customer=OSLO).lines[0].quantity == quantity

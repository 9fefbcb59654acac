"""A document in a currency whose exchange rate nobody has entered: Swedish kronor, in a company that keeps NOK."""

import frappe
import pytest

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError

HAMBURG = "C-00005"


def document() -> dict:
	lines = [{"type": "Item", "item": "1000", "quantity": 2, "unit_price": 10}]
	return {"doctype": "Sales Order", "customer": HAMBURG, "currency": "SEK", "lines": lines}


def test_the_form_gets_the_customers_terms_and_amounts_without_a_rate():
	answer = api.calculate({**document(), "__islocal": 1})
	assert (answer["bill_to_customer"], answer["amount"], answer["amount_lcy"]) == (HAMBURG, 20, 0)


def test_saving_asks_for_the_rate():
	with pytest.raises(PostingError, match="exchange rate"):
		frappe.get_doc(document()).insert()

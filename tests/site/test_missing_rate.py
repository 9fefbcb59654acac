"""A document in a foreign currency whose exchange rate nobody has entered yet."""

import frappe
import pytest

from sales_mgmt import api
from sales_mgmt.posting.findings import PostingError

HAMBURG = "C-00005"


def document() -> dict:
	lines = [{"type": "Item", "item": "1000", "quantity": 2, "unit_price": 10}]
	return {"doctype": "Sales Order", "customer": HAMBURG, "exchange_rate": None, "lines": lines}


def test_the_form_gets_the_customers_terms_and_amounts_without_a_rate():
	answer = api.calculate({**document(), "exchange_rate": None, "__islocal": 1})
	if answer["exchange_rate"]:
		pytest.skip("a rate is set up for this day")
	assert (answer["currency"], answer["amount"], answer["amount_lcy"]) == ("EUR", 20, 0)


def test_saving_asks_for_the_rate():
	if frappe.db.exists("DocType", "Currency Exchange Rate") and frappe.db.count("Currency Exchange Rate"):
		pytest.skip("a rate is set up for this day")
	with pytest.raises(PostingError, match="exchange rate"):
		frappe.get_doc(document()).insert()

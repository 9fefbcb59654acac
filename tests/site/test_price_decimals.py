"""A price keeps its decimals on its way from the card to the document: amounts are rounded, prices are not (domain 7.5)."""

import pytest
from build import HAMBURG, INGRID, OSLO, draft, goods, item

from sales_mgmt import api

DOCUMENTS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo")


@pytest.mark.parametrize("doctype", DOCUMENTS)
def test_a_price_of_the_card_keeps_its_decimals(doctype):
	"""0.195 × 1,198 = 233.61. With 0.20 it would be 239.60."""
	doc = draft(doctype, item(goods(price=0.195), 1198))
	assert (doc.lines[0].unit_price, doc.lines[0].line_amount) == (0.195, 233.61)
	assert (doc.amount, doc.lines[0].price_origin) == (233.61, "Search")


def test_the_form_finds_the_same_price():
	doc = draft("Sales Order", item(goods(price=0.195), 1))
	doc.lines[0].quantity = 1198
	filled = api.calculate(doc.as_dict(), changed=[{"row": doc.lines[0].name, "fieldname": "quantity"}])
	assert (filled["lines"][0]["unit_price"], filled["amount"]) == (0.195, 233.61)


def test_a_price_keeps_its_decimals_after_vat_was_added():
	"""24.5 with 25 % is 30.625; 8 of them are 245.00. Rounded to 30.63 they would be 245.04."""
	doc = draft("Sales Order", item(goods(price=24.5), 8), customer=INGRID)
	assert (doc.lines[0].unit_price, doc.amount_including_vat) == (30.625, 245)


def test_a_price_keeps_five_decimals_after_a_conversion_of_currency():
	"""0.195 at 11.3333 is 0.017205933… a piece: 0.01721, and 1,198 of them are 20.62 (20.61758). Rounded to 0.02: 23.96."""
	values = {"exchange_rate": 11.3333, "exchange_rate_by_hand": 1}
	doc = draft("Sales Order", item(goods(price=0.195), 1198), customer=HAMBURG, **values)
	doc.update(values)
	doc.save()
	assert (doc.currency, doc.exchange_rate) == ("EUR", 11.3333)
	assert (doc.lines[0].unit_price, doc.amount) == (0.01721, 20.62)


def test_a_price_with_more_than_five_decimals_keeps_them():
	doc = draft("Sales Order", item(goods(price=0.1234567), 1_000_000), customer=OSLO)
	assert (doc.lines[0].unit_price, doc.amount) == (0.1234567, 123456.7)


def test_a_larger_unit_takes_the_price_as_it_is():
	"""A box of 7 at 0.0125 apiece costs 0.0875, and 100 of them 8.75."""
	code = goods(price=0.0125, units=[{"uom": "BOX", "qty_per_unit": 7}])
	doc = draft("Sales Order", item(code, 100, uom="BOX"))
	assert (doc.lines[0].unit_price, doc.amount) == (0.0875, 8.75)

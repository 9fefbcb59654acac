"""The box "Prices Including VAT" on a form: what was typed is converted once, and what is typed afterwards is meant so."""

import pytest
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER

PATH = "/api/resource/Sales Order"


@pytest.fixture
def manager(elsewhere):
	return elsewhere(MANAGER)


def test_a_typed_price_is_converted_on_the_form_and_stays_when_it_is_typed_again(somebody, manager, customer):
	"""80 without VAT are 100 with it; whoever then types 80 means 80 with VAT, though that is the number that was stored."""
	lines = [{"type": "Item", "item": "7000", "quantity": 1, "unit_price": 80}]
	name = post(manager, PATH, {"customer": customer["name"], "lines": lines})["data"]["name"]
	desk = somebody(MANAGER)
	desk.open("Sales Order", name)
	box = "(checked) => cur_frm.set_value('prices_include_vat', checked)"
	desk.page.evaluate(box, 1)
	desk.at_rest()
	expect(desk.cell(1, "unit_price")).to_contain_text("100")
	desk.page.evaluate(box, 0)
	desk.at_rest()
	expect(desk.cell(1, "unit_price")).to_contain_text("80")
	desk.page.evaluate(box, 1)
	desk.at_rest()
	desk.write(1, "unit_price", "80")
	desk.at_rest()
	desk.save()
	stored = manager.get(f"{PATH}/{name}").json()["data"]
	assert (stored["prices_include_vat"], stored["lines"][0]["unit_price"]) == (1, 80)
	assert stored["amount_including_vat"] == 80
	desk.page.evaluate(box, 0)
	desk.at_rest()
	expect(desk.cell(1, "unit_price")).to_contain_text("64")
	desk.save()
	stored = manager.get(f"{PATH}/{name}").json()["data"]
	assert (stored["lines"][0]["unit_price"], stored["amount_including_vat"]) == (64, 80)

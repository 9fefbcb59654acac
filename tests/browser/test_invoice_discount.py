"""Terms of an invoice discount are entered, agreed with a customer, and given to an order."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from desk import Desk, text
from entering import begin_order
from playwright.sync_api import expect

from dev.demo.company import CLERK, MANAGER

BUTTON = "Calculate Invoice Discount"


@pytest.fixture(scope="module")
def bought(new_customer: Callable[..., dict[str, str]]) -> dict[str, str]:
	return new_customer("Rabatt Sykkel AS")


def enter_terms(desk: Desk) -> str:
	"""5 % from 400, 10 % from 1,000. Returns their code."""
	code = f"D{uuid.uuid4().hex[:8].upper()}"
	desk.go("invoice-discount-terms", "new")
	desk.form_of("Invoice Discount Terms")
	desk.write_field("code", code)
	for row, (minimum, percent) in enumerate((("400", "5"), ("1000", "10")), start=1):
		if row > 1:
			desk.add_row()
		desk.write(row, "minimum_amount", minimum)
		desk.write(row, "discount_percent", percent)
	assert desk.save() == code
	return code


def agree(desk: Desk, customer: str, code: str) -> None:
	desk.go("customer", customer)
	desk.form_of("Customer", customer)
	desk.form.get_by_role("tab", name="Invoicing").click()
	desk.choose(desk.field("invoice_discount_terms"), code)
	desk.save()


def enter_order(desk: Desk, customer: dict[str, str], quantity: int) -> str:
	begin_order(desk, customer)
	desk.type_and_pick("7000")
	desk.keys("Enter")
	desk.page.keyboard.type(str(quantity))
	desk.keys("Enter")
	return desk.save()


def menu(desk: Desk) -> list[str]:
	"""What the menu Lines offers."""
	desk.head_button("Lines").click()
	shown = desk.page.locator(".page-head:visible .dropdown-menu.show")
	expect(shown).to_be_visible()
	offered = [entry.strip() for entry in shown.locator("li, .dropdown-item").all_inner_texts()]
	desk.page.keyboard.press("Escape")
	return offered


def test_terms_are_entered_agreed_and_given(somebody, bought):
	"""At 100 a piece: 3 are too few; 5 give 5 % of 500 = 25, so 475 and 593.75 with VAT; 10 give 100, so 1,125."""
	manager, clerk = somebody(MANAGER), somebody(CLERK)
	enter_order(clerk, bought, 5)
	assert BUTTON not in menu(clerk)  # nothing is agreed yet
	code = enter_terms(manager)
	agree(manager, bought["name"], code)

	enter_order(clerk, bought, 3)
	clerk.press_in_menu("Lines", BUTTON)
	expect(clerk.page.locator(".desk-alert.orange")).to_contain_text(code)
	clerk.shows("amount_including_vat", "kr 375,00")

	for quantity, discount, total in ((5, "25,00", "593,75"), (10, "100,00", "1.125,00")):
		order = enter_order(clerk, bought, quantity)
		clerk.press_in_menu("Lines", BUTTON)
		said = clerk.page.locator(".desk-alert.green").last
		expect(said).to_have_text(text(f"The invoice discount is kr {discount}."))
		clerk.shows("amount_including_vat", f"kr {total}")
		expect(clerk.field("invoice_discount_amount").locator("input")).to_have_value(discount)
		clerk.page.reload()
		clerk.form_of("Sales Order", order)
		clerk.shows("amount_including_vat", f"kr {total}")

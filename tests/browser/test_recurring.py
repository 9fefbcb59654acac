"""Recurring lines come on a new invoice by themselves, and the picking list comes out of the printer."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from desk import Desk
from office_day import today
from playwright.sync_api import Playwright, expect
from pypdf import PdfReader
from rest import enter, post

from dev.demo.company import BILLING, MANAGER, WAREHOUSE

SET = "BELLS"
AS_PRINTED = """() => {
	const report = frappe.query_report;
	const values = { filters: report.get_filter_values(), data: report.data, report };
	return frappe.render_template(report.report_settings.html_format, values);
}"""


@pytest.fixture
def recurring(playwright: Playwright, url: str, new_customer: Callable[..., dict[str, str]]) -> str:
	"""A customer who gets ten bells on every invoice."""
	customer = new_customer("Ti Bjeller AS")
	office = playwright.request.new_context(base_url=url)
	enter(office, url, MANAGER)
	if not office.get(f"/api/resource/Recurring Sales Lines/{SET}").ok:
		lines = [{"type": "Item", "item": "7000", "quantity": 10}]
		values = {"code": SET, "description": "Ten bells", "lines": lines}
		post(office, "/api/resource/Recurring Sales Lines", values)
	values = {"customer": customer["name"], "recurring_lines": SET, "on_invoices": "Automatic"}
	post(office, "/api/resource/Customer Recurring Sales Lines", values)
	office.dispose()
	return customer["name"]


def test_an_automatic_set_comes_on_a_new_invoice_from_the_list(
	somebody: Callable[..., Desk], recurring: str
) -> None:
	desk = somebody(BILLING)
	desk.go("sales-invoice")
	desk.press("Add Sales Invoice")
	desk.form_of("Sales Invoice")
	desk.choose(desk.field("customer"), recurring)
	expect(desk.cell(1, "item")).to_have_text("7000", use_inner_text=True)
	expect(desk.cell(1, "quantity")).to_have_text("10", use_inner_text=True)
	expect(desk.cell(1, "line_amount")).to_have_text("1.000,00", use_inner_text=True)
	expect(desk.form.locator(".grid-body .grid-row")).to_have_count(1)
	desk.at_rest()
	desk.save()
	desk.shows("amount_including_vat", "kr 1.250,00")

	desk.go("customer", recurring)
	desk.press("Create")
	desk.page.locator(".dropdown-menu:visible").get_by_text("Sales Invoice", exact=True).click()
	desk.form_of("Sales Invoice")
	desk.at_rest()
	expect(desk.cell(1, "item")).to_have_count(0)
	desk.press("Lines")
	desk.page.locator(".dropdown-menu:visible").get_by_text("Get Recurring Lines", exact=True).click()
	desk.press_in_dialog("Add Lines")
	expect(desk.cell(1, "line_amount")).to_have_text("1.000,00", use_inner_text=True)


def test_the_warehouse_prints_picking_lists(somebody: Callable[..., Desk], order: Callable[..., str]) -> None:
	first, other, second = (order({"item": "7000", "quantity": count}) for count in (2, 3, 4))
	desk = somebody(WAREHOUSE)
	desk.go("sales-order")
	for name in (first, second):
		desk.list_row(name).locator(".list-row-checkbox").check()
	desk.press("Actions")
	with desk.page.expect_popup() as opened:
		desk.page.locator(".dropdown-menu:visible").get_by_text("Picking List", exact=True).click()
	answer = desk.page.context.request.get(opened.value.url)
	assert answer.ok, answer.text()
	pages = [page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages]
	printed = [name for page in pages for name in (first, other, second) if name in page]
	assert len(pages) == 2 and sorted(printed) == [first, second]

	desk.open("Sales Order", second)
	desk.press("Print")
	with desk.page.expect_popup() as opened:
		desk.page.locator(".dropdown-menu:visible").get_by_text("Picking List", exact=True).click()
	answer = desk.page.context.request.get(opened.value.url)
	(page,) = [page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages]
	assert re.search(r"7000\s*Brass bell\s*4\s*PCS", page)

	until = today().isoformat()
	desk.page.goto(f"{desk.url}/app/query-report/Picking List?orders={first}|{second}&shipment_date={until}")
	expect(desk.page.locator(".dt-scrollable .dt-row")).to_have_count(2)
	expect(desk.page.locator(".dt-scrollable")).to_contain_text(second)
	paper = desk.page.evaluate(AS_PRINTED)
	assert paper.count('class="box"') == 2 and first in paper and second in paper

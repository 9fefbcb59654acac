"""Draws the pictures of README and guides; no test of the suite. `make docs` runs it on a site made anew for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from conftest import REPO
from desk import Desk
from PIL import Image
from playwright.sync_api import expect
from rest import enter, post

from dev.demo.company import CLERK, MANAGER, WAREHOUSE

IMAGES = REPO / "docs" / "images"
SIZE = {"width": 1280, "height": 860}
COLOURS, FAIR = 256, Image.Quantize.MAXCOVERAGE

LINES = [
	{"type": "Item", "item": "2000", "quantity": 4},
	{"type": "Item", "item": "1040", "quantity": 20, "line_discount_percent": 10},
	{"type": "Item", "item": "1010", "quantity": 12},
	{"type": "Item", "item": "3000", "quantity": 48},
	{"type": "Item", "item": "5000", "quantity": 2},
	{"type": "Comment", "description": "Ring before delivery."},
]
ORDER = {
	"customer": "C-00002",
	"contact": "C-00002-Olav Fjeld",
	"your_reference": "Olav Fjeld",
	"requested_delivery_date": str(date.today() + timedelta(14)),
	"invoice_discount_percent": 5,
	"lines": LINES,
}
SMALL = {
	"customer": "C-00001",
	"external_document_no": "PO 88",
	"lines": [{"type": "Item", "item": "1010", "quantity": 6}],
}
SHIPPED = {"2000": 4, "1040": 12}

GROWN = """() => {
	const charts = [...document.querySelectorAll(".dashboard-widget-box .frappe-chart")].slice(0, 2);
	const bars = charts.map((chart) => [...chart.querySelectorAll("rect.bar")].map((bar) => bar.getBoundingClientRect().height));
	const before = window.bars_before;
	window.bars_before = JSON.stringify(bars);
	return bars.length === 2 && bars.every((heights) => Math.max(...heights) > 5) && before === window.bars_before;
}"""
"""The first two charts have bars, and these do not grow any more."""


class Office:
	"""The company at work through REST."""

	def __init__(self, playwright, url: str) -> None:
		self.playwright, self.url, self.people = playwright, url, {}

	def person(self, user: str):
		if user not in self.people:
			self.people[user] = self.playwright.request.new_context(base_url=self.url)
			enter(self.people[user], self.url, user)
		return self.people[user]

	def make(self, doctype: str, values: dict[str, Any]) -> str:
		return post(self.person(CLERK), f"/api/resource/{doctype}", values)["data"]["name"]

	def run(self, action: str, user: str = MANAGER, **values: Any) -> Any:
		return post(self.person(user), f"/api/method/sales_mgmt.api.{action}", values).get("message")

	def invoiced(self, values: dict[str, Any]) -> str:
		order = self.make("Sales Order", values)
		return self.run("post", doctype="Sales Order", name=order, ship=1, invoice=1)["invoice"]

	def partly_shipped(self, number: str) -> str:
		"""An order that the clerk took and the warehouse has begun to ship. `number` is the customer's own."""
		name = self.make("Sales Order", {**ORDER, "external_document_no": number})
		self.run("release", CLERK, doctype="Sales Order", name=name)
		store = self.person(WAREHOUSE)
		lines = store.get(f"/api/resource/Sales Order/{name}").json()["data"]["lines"]
		for line in lines:
			line["qty_to_ship"] = SHIPPED.get(line.get("item"), 0)
		answer = store.put(f"/api/resource/Sales Order/{name}", data={"lines": lines})
		assert answer.ok, answer.text()
		self.run("post", WAREHOUSE, doctype="Sales Order", name=name, ship=True)
		return name


@pytest.fixture(scope="module")
def office(playwright, url, customer):
	return Office(playwright, url)


@pytest.fixture
def manager(browser, url, office):
	context = browser.new_context(viewport=SIZE, locale="en-GB")
	enter(context.request, url, MANAGER)
	yield Desk(context.new_page(), url, MANAGER)
	context.close()


@pytest.fixture
def draw(manager) -> Callable[..., None]:
	def draw(name: str, clip: dict[str, float] | None = None) -> None:
		manager.page.mouse.move(0, 0)
		manager.at_rest()
		drawn = Image.open(BytesIO(manager.page.screenshot(clip=clip))).convert("RGB")
		IMAGES.mkdir(exist_ok=True)
		drawn.quantize(COLOURS, FAIR).save(IMAGES / f"{name}.png", optimize=True)

	return draw


def test_the_readme(manager, office, draw):
	manager.page.set_viewport_size({"width": 1280, "height": 1100})
	manager.open("Sales Order", office.partly_shipped("PO 2291"))
	draw("desk")


def test_quote_and_order(manager, office, draw):
	quote = office.make("Sales Quote", {**SMALL, "external_document_no": "PO 91", "lines": LINES[:3]})
	manager.open("Sales Quote", quote)
	draw("quote")
	manager.head_button("Create").click()
	draw("quote-create")
	manager.open("Sales Order", office.make("Sales Order", {**ORDER, "external_document_no": "PO 2294"}))
	draw("order")
	manager.press("Post…")
	manager.dialog.wait_for()
	draw("post-dialog")
	manager.keys("Escape")
	manager.press("Preview Posting")
	manager.dialog.wait_for()
	draw("preview")


def test_partial_shipment(manager, office, draw):
	manager.open("Sales Order", office.partly_shipped("PO 2302"))
	manager.page.locator(".page-container:visible .sidebar-toggle-btn").click()
	draw("partial-shipment")


def test_invoice_and_corrections(manager, office, draw):
	invoice = office.invoiced(SMALL)
	manager.open("Sales Invoice", invoice)
	draw("invoice")
	manager.press_in_menu("Correct", "Cancel Invoice…")
	manager.dialog.wait_for()
	draw("cancel-invoice")
	manager.press_in_dialog("Leave It")
	paper = manager.print_view("Sales Invoice", invoice)
	expect(paper.get_by_text("City helmet").first).to_be_visible()
	draw("print")
	manager.open("Sales Invoice", invoice)
	manager.press_in_menu("Send", "Send by Email")
	manager.dialog.wait_for()
	draw("send")
	manager.open("Sales Return Order", office.run("make_return_order", doctype="Sales Invoice", name=invoice))
	draw("return-order")


def test_payments(manager, office, draw):
	office.invoiced({**SMALL, "customer": "C-00002", "external_document_no": "PO 2280"})
	manager.go("register-payments")
	rows = manager.page.locator(".payment-table tbody tr")
	rows.first.get_by_label("Paid", exact=True).check()
	expect(rows.first).to_contain_text("Closes the document.")
	draw("register-payments")


def test_lists_and_workspace(manager, office, draw):
	office.make("Sales Order", {**SMALL, "customer": "C-00003", "external_document_no": "A-17"})
	manager.go("sales-order")
	manager.page.locator(".list-row-container:visible").first.wait_for()
	draw("order-list")
	manager.go("sales")
	expect(manager.shortcut("Orders to Ship")).to_be_visible()
	manager.page.wait_for_function(
		"!document.querySelector('.workspace-skeleton:not(.hidden)')?.offsetParent"
	)
	manager.page.wait_for_function(GROWN, polling=500)
	draw("workspace")


def test_prices_and_reports(manager, office, draw):
	manager.go("price-list", "DEALER-2026")
	manager.form_of("Price List")
	draw("price-list")
	manager.go("query-report", "Aged Receivables")
	manager.page.locator(".chart-container:visible .bar").first.wait_for()
	draw("aged-receivables")

"""Draws the picture of the README; no test. It is drawn on a site of its own, which is sold from and shipped from:

TEST_SITE=pictures.localhost make test ARGS="tests/browser/screenshots.py"
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from conftest import REPO, enter, post
from desk import Desk
from office_day import TIME_ZONE, today
from PIL import Image

from dev.demo.company import CLERK, MANAGER, WAREHOUSE

PICTURE = REPO / "docs" / "images" / "desk.png"
SIZE = {"width": 1240, "height": 1100}
SHARPNESS = 1.5
MARGIN = 14
COLOURS, FAIR = 256, Image.Quantize.MAXCOVERAGE

ORDER = {
	"customer": "C-00002",
	"contact": "C-00002-Olav Fjeld",
	"external_document_no": "PO 2291",
	"your_reference": "Olav Fjeld",
	"requested_delivery_date": str(today() + timedelta(14)),
	"invoice_discount_percent": 5,
	"lines": [
		{"type": "Item", "item": "2000", "quantity": 4},
		{"type": "Item", "item": "1040", "quantity": 20, "line_discount_percent": 10},
		{"type": "Item", "item": "1010", "quantity": 12},
		{"type": "Item", "item": "3000", "quantity": 48},
		{"type": "Item", "item": "5000", "quantity": 2},
		{"type": "Comment", "description": "Ring before delivery."},
	],
}
SHIPPED = {"2000": 4, "1040": 12}


def test_picture_of_an_order(browser, playwright, url, customer):
	name = _partly_shipped(playwright, url)
	context = browser.new_context(
		viewport=SIZE, device_scale_factor=SHARPNESS, locale="en-GB", timezone_id=TIME_ZONE
	)
	enter(context.request, url, MANAGER)
	manager = Desk(context.new_page(), url, MANAGER)
	manager.open("Sales Order", name)
	manager.page.locator(".page-container:visible .sidebar-toggle-btn").click()
	manager.page.mouse.move(0, 0)
	manager.at_rest()
	head = manager.page.locator(".page-container:visible .page-head-content").bounding_box()
	totals = manager.form.locator("[data-fieldname=totals_section]").last.bounding_box()
	sheet = manager.form.bounding_box()
	clip = {
		"x": sheet["x"] - MARGIN,
		"y": head["y"],
		"width": sheet["width"] + 2 * MARGIN,
		"height": totals["y"] + totals["height"] - head["y"] + MARGIN,
	}
	drawn = manager.page.screenshot(clip=clip)
	PICTURE.parent.mkdir(exist_ok=True)
	Image.open(BytesIO(drawn)).convert("RGB").quantize(COLOURS, FAIR).save(PICTURE, optimize=True)
	context.close()


def _partly_shipped(playwright, url) -> str:
	"""An order that the clerk took and the warehouse has begun to ship."""
	office, store = playwright.request.new_context(base_url=url), playwright.request.new_context(base_url=url)
	enter(office, url, CLERK)
	name = post(office, "/api/resource/Sales Order", ORDER)["data"]["name"]
	post(office, "/api/method/sales_mgmt.api.release", {"doctype": "Sales Order", "name": name})
	enter(store, url, WAREHOUSE)
	lines = store.get(f"/api/resource/Sales Order/{name}").json()["data"]["lines"]
	for line in lines:
		line["qty_to_ship"] = SHIPPED.get(line.get("item"), 0)
	answer = store.put(f"/api/resource/Sales Order/{name}", data={"lines": lines})
	assert answer.ok, answer.text()
	post(store, "/api/method/sales_mgmt.api.post", {"doctype": "Sales Order", "name": name, "ship": True})
	return name

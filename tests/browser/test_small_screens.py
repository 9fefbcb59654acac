"""On a phone and on a small laptop: what a page is for is seen without scrolling, and nothing is cut off."""

import pytest
from desk import HERE
from made import Office
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER, WAREHOUSE

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
BEGINS_ABOVE = """(highest) => [...document.querySelectorAll(".datatable .dt-header")].some((header) => {
	const { y, height } = header.getBoundingClientRect();
	return header.offsetParent && height && y > 0 && y < highest;
})"""
"""The table of a report is on the page, and that high; a report may draw it twice."""


def box(locator):
	found = locator.bounding_box()
	assert found, "it is not on the page"
	return found


def fits(desk, locator):
	place, size = box(locator), desk.page.viewport_size
	return place["x"] >= 0 and place["x"] + place["width"] <= size["width"] and place["width"] > 20


@pytest.fixture
def at(somebody):
	def seat(user, size):
		desk = somebody(user)
		desk.page.set_viewport_size(size)
		return desk

	return seat


def test_an_order_on_a_phone(at, order):
	name = order({"item": "7000", "quantity": 2})
	manager = at(MANAGER, PHONE)
	manager.open("Sales Order", name)
	post = manager.head_button("Post…")
	expect(post).to_be_visible()
	assert fits(manager, post)
	expect(manager.head_button("Preview Posting")).not_to_be_visible()
	assert manager.title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1"), "the title is cut"
	status, posts = box(manager.status), box(post)
	assert status["x"] + status["width"] <= posts["x"] or status["y"] >= posts["y"] + posts["height"]
	for field in ("description", "quantity", "qty_to_ship"):
		cell = manager.cell(1, field)
		cell.scroll_into_view_if_needed()
		assert fits(manager, cell), field
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= 390
	post.click()
	expect(manager.dialog.get_by_role("button", name="Post", exact=True)).to_be_visible()


def test_the_buttons_of_a_posted_invoice_and_of_the_payments_on_a_phone(at, order, elsewhere):
	"""What is pressed fits beside the name, or below it: nothing of the head is off the screen."""
	name = order({"item": "7000", "quantity": 2})
	values = {"doctype": "Sales Order", "name": name, "ship": 1, "invoice": 1}
	posted = post(elsewhere(MANAGER), "/api/method/sales_mgmt.api.post", values)["message"]
	manager = at(MANAGER, PHONE)
	manager.open("Sales Invoice", posted["invoice"])
	assert fits(manager, manager.head_button("Register Payment"))
	assert fits(manager, manager.page.locator(f"{HERE} .page-head .menu-btn-group > button"))
	manager.go("register-payments")
	name = box(manager.title)
	assert manager.title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1"), "the name is cut"
	for label in ("Post as Lump Payment", "Post Payments"):
		button = manager.head_button(label)
		assert fits(manager, button), label
		assert box(button)["y"] >= name["y"] + name["height"] - 1, "a button lies over the name"
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("user", [MANAGER, WAREHOUSE])
def test_the_list_of_orders_on_a_phone(at, order, customer, user):
	name = order({"item": "7000", "quantity": 2})
	person = at(user, PHONE)
	person.go("sales-order")
	row = person.list_row(name)
	for part in (name, "Released", "Not Shipped", "kr 250,00"):
		shown = row.get_by_text(part, exact=True).first
		expect(shown).to_be_visible()
		assert fits(person, shown), part
	assert box(person.list_row())["y"] < 420, "filters push the documents off the screen"
	assert person.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("size", "highest"), [(PHONE, 480), (LAPTOP, 560)])
def test_the_table_of_a_report_begins_on_the_first_screen(at, size, highest):
	manager = at(MANAGER, size)
	manager.go("query-report", "Aged Receivables")
	manager.report_of("Aged Receivables")
	manager.page.wait_for_function(BEGINS_ABOVE, arg=highest)


BESIDE = """() => {
	const place = (one) => one.getBoundingClientRect();
	const shown = (one) => one.offsetParent && place(one).width > 0;
	const head = [...document.querySelectorAll(".page-head")].find(shown);
	const status = place([...head.querySelectorAll(".indicator-pill")].find(shown));
	const buttons = [...head.querySelectorAll("button")].filter(shown).map(place);
	const title = [...head.querySelectorAll(".title-text")].find(shown);
	return {
		under: buttons.filter((box) => box.left < status.right && status.left < box.right
			&& box.top < status.bottom && status.top < box.bottom).length,
		row: Math.abs((place(title).top + place(title).bottom) / 2 - (status.top + status.bottom) / 2),
		off: buttons.filter((box) => box.left < 0 || box.right > innerWidth).length,
	};
}"""
"""How many buttons lie over the status, how far it stands from the middle of the name, how many buttons are off the screen."""


@pytest.fixture
def office(elsewhere, customer):
	return Office(elsewhere(MANAGER), customer["name"])


@pytest.mark.parametrize(
	("make", "label", "quantities"),
	[
		(Office.released_order, "Post…", ("description", "quantity", "qty_to_ship", "line_amount")),
		(Office.invoice, "Register Payment", ("description", "quantity", "unit_price", "line_amount")),
		(Office.shipment, "Undo Shipment…", ("description", "quantity")),
	],
	ids=["order", "invoice", "shipment"],
)
def test_a_form_on_a_laptop(at, office, make, label, quantities):
	"""Name and status beside each other, what is pressed beside them, and the quantities without any scrolling sideways."""
	doctype, name = make(office)
	manager = at(MANAGER, LAPTOP)
	manager.open(doctype, name)
	button = manager.head_button(label)
	expect(button).to_be_visible()
	assert fits(manager, button)
	assert manager.title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1"), "the title is cut"
	places = manager.page.evaluate(BESIDE)
	assert (places["under"], places["off"]) == (0, 0), places
	assert places["row"] < 20, places
	assert box(manager.status)["x"] + box(manager.status)["width"] <= box(button)["x"]
	for field in quantities:
		assert fits(manager, manager.cell(1, field)), field
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= LAPTOP["width"]


@pytest.mark.parametrize(
	("make", "path"),
	[
		(Office.released_order, "sales-order"),
		(Office.invoice, "sales-invoice"),
		(Office.shipment, "sales-shipment"),
	],
	ids=["orders", "invoices", "shipments"],
)
def test_a_list_on_a_laptop(at, office, customer, make, path):
	"""Who, which, how far, and how much where there is an amount: on the screen and not cut to nothing."""
	_doctype, name = make(office)
	manager = at(MANAGER, LAPTOP)
	manager.go(path)
	row = manager.list_rows.filter(has=manager.page.locator(f"[data-name='{name}']")).first
	shown = (
		["Released", "kr 250,00"]
		if path == "sales-order"
		else ["kr 250,00"]
		if path == "sales-invoice"
		else ["Posted"]
	)
	for part in (customer["customer_name"], *shown):
		cell = row.get_by_text(part, exact=True).locator("visible=true").first
		expect(cell).to_be_visible()
		assert fits(manager, cell), part
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= LAPTOP["width"]


DIALOGS = {
	"Post…": (Office.released_order, None, "Post"),
	"Credit Memo": (Office.invoice, "Create", "Create Credit Memo"),
	"Undo Shipment…": (Office.shipment, None, "Undo"),
	"Register Payment": (Office.invoice, None, "Register Payment"),
	"Copy Document…": (Office.open_order, "Lines", "Copy"),
	"Send…": (Office.invoice, "Send", "Send"),
	"Get Posted Lines to Reverse…": (Office.return_order, "Lines", "Get Lines"),
}
"""Button → (document that has it, its menu, what answers its dialog)"""


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("label", DIALOGS)
def test_a_dialog_fits(at, office, label, size):
	"""Its title is read whole, its answer is on the screen and as wide as a finger, and nothing is beyond the edges."""
	make, _menu, answer = DIALOGS[label]
	manager = at(MANAGER, size)
	manager.open(*make(office))
	manager.page.evaluate("(label) => cur_frm.custom_buttons[label].trigger('click')", label)
	manager.at_rest()
	dialog = manager.dialog
	title = dialog.locator(".modal-title")
	expect(title).to_be_visible()
	assert title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1"), f"{title.inner_text()} is cut"
	button = dialog.get_by_role("button", name=answer, exact=True)
	button.scroll_into_view_if_needed()
	assert fits(manager, button)
	edge = dialog.locator(".modal-content")
	assert fits(manager, edge)
	for cell in dialog.locator(
		":is([data-fieldname=to_credit], [data-fieldname=to_return]).grid-static-col"
	).all():
		cell.scroll_into_view_if_needed()
		assert fits(manager, cell), "what is to be entered is off the screen"
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= size["width"]

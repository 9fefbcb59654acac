"""Screen quality of what people look at all day, at 1280 and 1920 px: see quality.py for what counts."""

from datetime import timedelta

import pytest
from desk import PATH
from office_day import today
from quality import Watch, noise
from rest import enter, post

from dev.demo.company import BILLING, CLERK, MANAGER, WAREHOUSE

LISTS = (*PATH.values(), "customer", "item", "customer-payment", "price-list", "customer-ledger-entry")
LONG_NAME = "Kongsberg og Omegn Sykkel og Sportsutstyr Import AS"
REPORTS = ("Aged Receivables", "Customer Order Detail", "Top Customers", "VAT Summary")


@pytest.fixture(scope="module")
def documents(playwright, url, customer):
	"""One of every document of the main job, some with more behind them, and an order of every colour that the calendar
	knows. {DocType: name}."""
	office = playwright.request.new_context(base_url=url)
	enter(office, url, MANAGER)

	def make(doctype: str, **values) -> str:
		header = {"customer": customer["name"], **values}
		return post(office, f"/api/resource/{doctype}", header)["data"]["name"]

	def run(action: str, **values):
		return post(office, f"/api/method/sales_mgmt.api.{action}", values)["message"]

	lines = [{"type": "Item", "item": "7000", "quantity": 4}, {"type": "Item", "item": "7010", "quantity": 1}]
	quote, order = make("Sales Quote", lines=lines), make("Sales Order", lines=lines)
	row = office.get(f"/api/resource/Sales Order/{order}").json()["data"]["lines"]
	row[0]["qty_to_ship"], row[0]["qty_to_invoice"] = 3, 1
	answer = office.put(f"/api/resource/Sales Order/{order}", data={"lines": row})
	assert answer.ok, answer.text()
	posted = run("post", doctype="Sales Order", name=order, ship=1, invoice=1)
	for days, is_shipped in ((-1, False), (1, True), (2, False)):
		day = str(today() + timedelta(days))  # of its own: of a busy day the calendar shows a few
		name = make("Sales Order", lines=lines, shipment_date=day)
		action = ("post", {"ship": 1}) if is_shipped else ("release", {})
		run(action[0], doctype="Sales Order", name=name, **action[1])
	return_order = run("make_return_order", doctype="Sales Invoice", name=posted["invoice"])
	memo = run("make_corrective_credit_memo", invoice=posted["invoice"])
	office.dispose()
	return {
		"Sales Quote": quote,
		"Sales Order": order,
		"Sales Shipment": posted["shipment"],
		"Sales Invoice": posted["invoice"],
		"Sales Return Order": return_order,
		"Sales Credit Memo": memo,
	}


@pytest.fixture
def watched(somebody):
	"""A function that seats a person. Their pages are judged when they look, all of them at the end of the test."""
	watches = []

	def watch(user):
		watches.append(Watch(somebody(user)))
		return watches[-1]

	yield watch
	found = [flaw for watch in watches for flaw in [*watch.found, *noise(watch.desk)]]
	assert not found, "\n".join(found)


@pytest.mark.parametrize("user", [CLERK, MANAGER, WAREHOUSE, BILLING])
def test_the_workspace(watched, user):
	person = watched(user)
	person.desk.go("sales")
	person.look("workspace")


def test_the_lists(watched, documents):
	person = watched(MANAGER)
	for path in LISTS:
		person.desk.go(path)
		person.desk.page.locator(".list-paging-area:visible").first.wait_for()
		person.look(path)


def test_the_calendar_the_board_and_the_print_view(watched, documents):
	person = watched(MANAGER)
	page = person.desk.page
	for path, shown in (
		(("sales-order", "view", "calendar"), ".fc-event"),
		(("sales-quote", "view", "kanban", "Quotes in Progress"), ".kanban-card"),
		(("print", "Sales Invoice", documents["Sales Invoice"]), ".print-preview"),
	):
		person.desk.go(*path)
		page.locator(f"{shown}:visible").first.wait_for()
		person.look("/".join(path))


def test_the_forms(watched, documents):
	person = watched(MANAGER)
	for doctype, name in documents.items():
		person.desk.open(doctype, name)
		person.desk.page.evaluate("name => cur_frm.page.set_title(name)", LONG_NAME)
		person.look(doctype)


def test_new_documents_and_settings(watched, customer):
	person = watched(MANAGER)
	for path in (
		("sales-order", "new"),
		("customer", customer["name"]),
		("item", "7000"),
		("sales-settings",),
	):
		person.desk.go(*path)
		person.desk.page.wait_for_function("window.cur_frm && cur_frm.doc")
		person.desk.at_rest()
		person.look("/".join(path))


def test_the_dialogs_before_posting(watched, documents):
	person = watched(MANAGER)
	desk = person.desk
	desk.open("Sales Order", documents["Sales Order"])
	for button in ("Post…", "Preview Posting"):
		desk.press(button)
		desk.dialog.wait_for()
		desk.at_rest()
		person.look(button)
		desk.keys("Escape")


def test_payments_and_reports(watched, documents):
	person = watched(BILLING)
	person.desk.go("register-payments")
	person.desk.page.locator(".payment-table tbody tr").first.wait_for()
	person.look("Register Payments")
	for report in REPORTS:
		person.desk.go("query-report", report)
		person.look(report)

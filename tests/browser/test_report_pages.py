"""The manager reads the reports: figures, charts, totals, and what a figure is made of. Nothing complains on the way."""

import re
import uuid
from io import BytesIO
from urllib.parse import unquote_plus

import pytest
from desk import HERE, text
from playwright.sync_api import TimeoutError, expect
from pypdf import PdfReader
from quality import noise

from dev.demo.company import MANAGER, WAREHOUSE

REPORTS = (
	"Customer Order Detail",
	"Sales Back Orders",
	"Customer Item Sales",
	"Top Customers",
	"Salesperson Statistics",
	"Inventory Availability",
	"VAT Summary",
)
CLICKS, PATIENCE = 3, 30_000


class Reader:
	"""A person at a report."""

	def __init__(self, desk):
		self.desk, self.page = desk, desk.page

	def open(self, report, query=""):
		self.desk.go("query-report", f"{report}{query}")
		self.shows(report)

	def shows(self, report):
		self.page.wait_for_function("name => frappe.get_route()[1] === name", arg=report)
		expect(self.page.locator(f"{HERE} .dt-cell--header, {HERE} .msg-box:visible").first).to_be_visible()
		self.desk.at_rest()

	def row(self, *parts):
		rows = self.page.locator(f"{HERE} .dt-scrollable .dt-row")
		for part in parts:
			rows = rows.filter(has_text=part)
		return rows.first

	def narrow(self, column, value):
		"""By the filter above a column: of many rows only those on the screen are in the page."""
		self.page.locator(f"{HERE} .dt-filter[data-name='{column}']").press_sequentially(value)

	def figure(self, label):
		return self.page.locator(f"{HERE} .summary-item").filter(has_text=label)

	def open_figure(self, row, shown="", place=0):
		"""A report that is asked once more takes its figures away under the hand, which then clicks again."""
		figure = row.locator("a.report-figure").filter(has_text=shown).nth(place)
		left = "address => window.location.href !== address"
		for _click in range(CLICKS):
			expect(figure).to_be_visible()
			self.desk.at_rest()
			before = self.page.url
			figure.click()
			try:
				self.page.wait_for_function(left, arg=before, timeout=PATIENCE / CLICKS)
			except TimeoutError:
				continue
			return
		pytest.fail(f"Nothing opened after {CLICKS} clicks on {figure}")

	def complaints(self):
		return noise(self.desk)


@pytest.fixture(scope="module")
def customer(new_customer):
	"""Of these reports alone, with a name of its own: what other journeys sold stands in other rows."""
	return new_customer(f"Leser {uuid.uuid4().hex[:6]} Sykkel AS")


@pytest.fixture
def reader(somebody, order, customer):
	"""The manager, after an order of 10 at 100 of which 4 are shipped and invoiced."""
	name = order({"item": "7000", "quantity": 10, "qty_to_ship": 4, "qty_to_invoice": 4})
	desk = somebody(MANAGER)
	desk.open("Sales Order", name)
	desk.press("Post…")
	desk.press_in_dialog("Post")
	desk.message("has been posted")
	desk.keys("Escape")
	return Reader(desk), name, customer


def test_reports_show_figures_and_totals_and_lead_to_what_they_are_made_of(reader):
	manager, order, customer = reader
	page = manager.page

	manager.open("Customer Order Detail", f"?customer={customer['name']}")
	line = manager.row(order)
	expect(line).to_contain_text(text("kr 600,00", whole=False))
	expect(manager.row("Total")).to_contain_text("kr")
	expect(manager.figure("Outstanding")).to_contain_text("kr")
	manager.open_figure(line, "6")

	manager.shows("Inventory Availability")
	manager.open_figure(manager.row("7000", "MAIN"), place=1)
	manager.shows("Customer Order Detail")
	manager.narrow("Sales Order", order)
	expect(manager.row(order)).to_be_visible()

	manager.open("Top Customers", "?top=1000")
	expect(page.locator(f"{HERE} .frappe-chart .bar").first).to_be_visible()
	buyer = manager.row(customer["customer_name"])
	expect(manager.row("Total")).to_contain_text("100 %")
	manager.open_figure(buyer)

	manager.shows("Customer Item Sales")
	sold = manager.row(customer["customer_name"], "7000")
	expect(sold).to_contain_text("40 %")
	manager.open_figure(sold)
	page.wait_for_function("frappe.get_route()[1] === 'Item Value Entry'")
	expect(manager.desk.list_row()).to_be_visible()

	manager.open("VAT Summary")
	expect(manager.figure("Difference")).to_contain_text(text("kr 0,00", whole=False))
	expect(manager.row("Total")).to_be_visible()
	manager.open_figure(manager.row("STANDARD"))
	page.wait_for_function("frappe.get_route()[1] === 'VAT Entry'")
	expect(manager.desk.list_row()).to_be_visible()
	assert manager.complaints() == []


def test_every_report_opens_with_what_it_needs_filled_in(reader):
	manager, _order, _customer = reader
	for report in REPORTS:
		manager.open(report)
		expect(manager.page.locator(f"{HERE} .dt-row-0, {HERE} .msg-box:visible").first).to_be_visible()
	assert manager.complaints() == []


def test_the_warehouse_finds_what_is_short_and_no_costs(somebody):
	desk = somebody(WAREHOUSE)
	reader = Reader(desk)
	reader.open("Inventory Availability", "?item=7000")
	expect(reader.row("7000", "MAIN")).to_be_visible()
	assert reader.complaints() == []


def test_a_report_that_lacks_a_filter_says_so(somebody):
	desk = somebody(MANAGER)
	asked = []
	desk.page.on(
		"request", lambda request: asked.append(request.url) if "query_report.run" in request.url else None
	)
	desk.go("query-report", "Price Overview")
	expect(desk.page.locator(f"{HERE} .msg-box:visible")).to_have_text(
		"Fill in Item, and the report is shown."
	)
	assert asked == []
	desk.page.evaluate("frappe.query_report.set_filter_value('item', '7000')")
	expect(desk.page.locator(f"{HERE} .dt-row-0")).to_be_visible()
	desk.page.evaluate("frappe.query_report.set_filter_value('item', '')")
	expect(desk.page.locator(f"{HERE} .msg-box:visible")).to_have_text(
		"Fill in Item, and the report is shown."
	)
	expect(desk.page.locator(f"{HERE} .dt-row-0")).to_be_hidden()
	assert noise(desk) == []


def test_no_report_is_asked_with_the_filters_of_another(somebody, customer):
	"""The customer of a statement is looked up while the next report opens."""
	desk = somebody(MANAGER)
	asked = []
	desk.page.on(
		"request", lambda request: asked.append(request.url) if "query_report.run" in request.url else None
	)
	desk.go("query-report", "Aged Receivables")
	for _again in range(3):
		desk.page.evaluate(
			"(customer) => frappe.set_route('query-report', 'Customer Statement', { customer })",
			customer["name"],
		)
		desk.report_of("Customer Statement")
		desk.page.evaluate(
			"""(customer) => {
				frappe.query_report.set_filter_value('customer', customer);
				return frappe.set_route('query-report', 'Price Overview', { item: '7000', customer });
			}""",
			customer["name"],
		)
		desk.report_of("Price Overview")
	expect(desk.page.locator(f"{HERE} .dt-row-0")).to_be_visible()
	of_prices = [url for url in asked if "Price+Overview" in url or "Price%20Overview" in url]
	assert of_prices and all("7000" in url and "from_date" not in url for url in of_prices)
	assert noise(desk) == []


@pytest.mark.parametrize("late", ["query_report.get_script", "form.load.getdoc"])
def test_a_report_left_before_it_came_takes_nothing_of_the_next(somebody, late):
	"""What Frappe still hears of the first: its filters are not those of the second, and both keep their own."""
	desk = somebody(MANAGER)
	desk.go("find-entries")
	held = []

	def hold(route):
		asked = f"{route.request.url} {route.request.post_data}"
		if held or "Aged" not in asked:
			route.continue_()
		else:
			held.append(route)

	opened = "(name) => void frappe.set_route('query-report', name)"
	filters = "frappe.query_report.filters.map(({ fieldname }) => fieldname)"
	desk.page.route(re.compile(re.escape(late)), hold)
	desk.page.evaluate(opened, "Aged Receivables")
	for _patience in range(100):
		if held:
			break
		desk.page.wait_for_timeout(50)
	assert held
	desk.page.evaluate(opened, "VAT Summary")
	desk.page.wait_for_function("frappe.query_report.report_name === 'VAT Summary'")
	held[0].continue_()
	desk.page.unroute_all()
	desk.report_of("VAT Summary")
	assert "from_date" in desk.page.evaluate(filters)
	desk.page.evaluate(opened, "Aged Receivables")
	desk.report_of("Aged Receivables")
	assert "from_date" not in desk.page.evaluate(filters)
	assert noise(desk) == []


def test_a_report_that_is_opened_for_one_customer_is_asked_for_this_one(reader):
	"""Also before the customer's name, which the filter shows, has come."""
	manager, order, customer = reader
	wanted = f'"customer":"{customer["name"]}"'
	held, asked = [], []
	manager.page.on(
		"request",
		lambda request: (
			asked.append(unquote_plus(request.url)) if "query_report.run" in request.url else None
		),
	)
	manager.page.route(re.compile("search.get_link_title"), lambda route: held.append(route))
	with manager.page.expect_request(
		lambda request: "query_report.run" in request.url and wanted in unquote_plus(request.url)
	):
		manager.page.goto(
			f"{manager.desk.url}/app/query-report/Customer Order Detail?customer={customer['name']}"
		)
	for title in held:
		title.continue_()
	manager.page.unroute_all()
	manager.shows("Customer Order Detail")
	expect(manager.row(order)).to_be_visible()
	of_filter = manager.page.locator(f"{HERE} .page-form [data-fieldname='customer'] input")
	expect(of_filter).to_have_value(customer["customer_name"])
	assert wanted in asked[-1]


@pytest.mark.parametrize("width", [1280, 390, 40])
def test_charts_have_no_bars_of_less_than_nothing(reader, width):
	manager, _order, _customer = reader
	for report in REPORTS:
		manager.open(report)
		manager.page.set_viewport_size({"width": width, "height": 800})
		manager.desk.at_rest()
		bars = manager.page.locator(f"{HERE} .frappe-chart rect")
		assert bars.evaluate_all("(all) => all.filter((bar) => bar.getAttribute('width') < 0).length") == 0
		manager.page.set_viewport_size({"width": 1280, "height": 800})
	assert manager.complaints() == []


def test_a_printed_picking_list_never_parts_an_order_from_its_first_line(somebody, order):
	"""Three orders on pages of every height: no page ends with the head of an order whose lines stand on the next."""
	names = [order({"item": "7000", "quantity": 2}) for _ in range(3)]
	reader = Reader(somebody(WAREHOUSE))
	reader.open("Picking List", f"?orders={'|'.join(names)}")
	reader.page.locator(f"{HERE} .page-head .menu-btn-group button").first.click()
	reader.page.locator(f"{HERE} .page-head .menu-btn-group").get_by_text("Print", exact=True).click()
	with reader.page.expect_popup() as opened:
		reader.desk.press_in_dialog("Submit")
	paper = opened.value
	expect(paper.locator(".pick-list")).to_contain_text(names[-1])
	for height in range(240, 400, 20):
		pdf = PdfReader(BytesIO(paper.pdf(width="210mm", height=f"{height}px")))
		last_lines = [page.extract_text().strip().splitlines()[-1] for page in pdf.pages]
		assert [line for line in last_lines if line.startswith("SO-")] == [], height

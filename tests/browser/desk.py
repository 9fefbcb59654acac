"""A person at the Desk: what a hand and an eye do, each act waiting until the Desk is at rest.

Acts are clicks and keystrokes; Frappe's own objects are asked only whether work is still going on.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from urllib.parse import parse_qs, quote_plus
from uuid import uuid4

from office_day import today
from playwright.sync_api import ConsoleMessage, FrameLocator, Locator, Page, Request, expect

from dev.demo.company import PASSWORD

AT_REST = """(asked) => {
	const moves = (modal) => (jQuery(modal).data("bs.modal") || {})._isTransitioning;
	const rests = () => {
		if (!window.frappe || !frappe.request || frappe.request.ajax_count || jQuery.active) return false;
		if (document.querySelector("#freeze:not(.grid-form)")) return false;
		// a dialog is put on the page when the page behind it is dim
		if (document.querySelector(".modal-backdrop:not(#freeze)") && !document.querySelector(".modal.show")) return false;
		if ([...document.querySelectorAll(".modal")].some(moves)) return false;
		const calculator = window.cur_frm && cur_frm.sales_calculator;
		return !(calculator && (calculator.timer || calculator.request));
	};
	// who asks twice is at rest in between, for as long as an answer takes to be heard
	const now = performance.now();
	if (!rests()) window.rested = null;
	else if (window.rested?.asked !== asked) window.rested = { asked, since: now };
	else return now - window.rested.since > 10;
	return false;
}"""
ON_FORM = """([doctype, name]) => {
	const [view, shown] = frappe.get_route() || [];
	const form = window.cur_frm;
	return view === "Form" && shown === doctype && form && form.doc && form.doctype === doctype
		&& (!name || form.docname === name);
}"""
PATH = {
	"Sales Quote": "sales-quote",
	"Sales Order": "sales-order",
	"Sales Invoice": "sales-invoice",
	"Sales Shipment": "sales-shipment",
	"Sales Return Order": "sales-return-order",
	"Sales Credit Memo": "sales-credit-memo",
	"Return Receipt": "return-receipt",
}
HERE = ".page-container:visible"
INTRO = f"{HERE} :is(.form-message-container, :not(.form-message-container) > .form-message)"
"""What is said above a form; later versions have a box for each of the sentences."""
TITLE = ":is(.title-text-form, .title-text:not(.navbar-breadcrumbs *), .page-head .navbar-breadcrumbs li:last-child a)"
"""The name in the head of a form or page; Frappe 16 has it as the last of the breadcrumbs."""
SUGGESTION = ".awesomplete ul > *"
"""A row of a link field's list; its tag differs among Frappe's versions."""
TILE = ".desktop-icon:visible"
OF_REPORT = """(name) => {
	const report = frappe.query_report;
	return report && frappe.get_route()[1] === name && report.report_name === name && (report.filters || []).length
		&& report.report_settings && report.report_settings === frappe.query_reports[name];
}"""
SAVES_SETTINGS = "frappe.model.utils.user_settings.save"


class Desk:
	"""One page of one person, and what went wrong on it."""

	def __init__(self, page: Page, url: str, user: str) -> None:
		self.page, self.url, self.user = page, url, user
		self.password = PASSWORD
		self.errors: list[str] = []
		self.console: list[str] = []
		self.remembered: set[str] = set()
		"""DocTypes whose filters Frappe has stored for this person."""
		page.on("request", self._remember)
		page.on("pageerror", lambda error: self.errors.append(str(error.stack or error)))
		page.on("console", lambda message: self.console.append(spoken(message)))

	# Going somewhere

	def log_in(self, user: str, password: str) -> None:
		"""By the login page."""
		self.user, self.password = user, password
		self.page.goto(f"{self.url}/login")
		self.page.fill("#login_email", user)
		self.page.fill("#login_password", password)
		self.page.locator(".btn-login:visible").click()
		self.page.wait_for_url(re.compile(r"/(app|desk)"))
		self.at_rest()

	def at_rest(self) -> None:
		"""Nothing is loading, calculating or frozen."""
		self.page.wait_for_function(AT_REST, arg=uuid4().hex)

	def go(self, *path: str) -> None:
		self.page.goto("/".join([f"{self.url}/app", *path]))
		self.at_rest()

	def report_of(self, name: str) -> None:
		"""Wait for a report with filters of its own: Frappe's one page of reports keeps those of the last until then."""
		self.page.wait_for_function(OF_REPORT, arg=name)
		self.at_rest()

	def report(self, name: str, **filters: str) -> None:
		"""Go to another report from within the Desk, until it is answered."""
		asked = re.compile(rf"query_report\.run.*report_name={re.escape(quote_plus(name))}&")
		with self.page.expect_response(lambda answer: bool(asked.search(answer.url.replace("%20", "+")))):
			self.page.evaluate("([n, f]) => frappe.set_route('query-report', n, f)", [name, filters])
		self.report_of(name)

	def back(self) -> None:
		self.page.go_back()
		self.at_rest()

	def open(self, doctype: str, name: str) -> None:
		self.go(PATH[doctype], name)
		self.form_of(doctype, name)

	def form_of(self, doctype: str, name: str | None = None) -> str:
		"""Wait for the form of a document. Returns its name."""
		self.page.wait_for_function(ON_FORM, arg=[doctype, name])
		self.at_rest()
		return self.page.evaluate("cur_frm.docname")

	def shortcut(self, label: str) -> Locator:
		return self.page.locator(f"{HERE} .shortcut-widget-box").filter(has_text=label)

	def open_from_workspace(self, label: str) -> None:
		"""From the Sales page; Frappe 16 begins at a desktop, where its tile leads to it."""
		shortcut, tile = self.shortcut(label), self.page.locator(TILE).filter(has_text="Sales")
		expect(shortcut.or_(tile).first).to_be_visible()
		if tile.is_visible():
			tile.click()
		shortcut.click()
		self.page.locator(f"{HERE} .list-paging-area").wait_for()
		self.at_rest()

	@property
	def list_rows(self) -> Locator:
		"""The documents of a list. To Frappe 16 its head is a row as well."""
		return self.page.locator(f"{HERE} .list-row-container:has(> .list-row)")

	def list_row(self, name: str | None = None) -> Locator:
		return self.list_rows.filter(has_text=name) if name else self.list_rows.first

	def open_from_list(self, name: str | None = None) -> None:
		"""Click a document of the list: the first one, or the one of this name."""
		self.list_row(name).locator(".list-subject a").first.click()
		self.page.wait_for_function("frappe.get_route()[0] === 'Form'")

	def open_connection(self, doctype: str) -> None:
		self.page.locator(f"{HERE} .form-tabs").get_by_role("tab", name="Connections").click()
		self.form.locator(f".document-link[data-doctype='{doctype}'] .badge-link").click()
		self.page.wait_for_function("frappe.get_route()[0] === 'List'")
		self.at_rest()

	def print_view(self, doctype: str, name: str) -> FrameLocator:
		"""By the printer symbol of the form's head, on Frappe 16 of its sidebar. Returns the printed page."""
		self.page.locator(f"{HERE} [data-original-title='Print']:visible").click()
		self.page.wait_for_url(re.compile("/print/"))
		self.at_rest()
		return self.page.frame_locator(f"{HERE} .print-preview iframe")

	def pdf(self) -> bytes:
		"""What the print view's PDF button opens."""
		with self.page.expect_popup() as opened:
			self.press("PDF")
		answer = self.page.context.request.get(opened.value.url)
		assert answer.ok, answer.text()
		return answer.body()

	def _remember(self, request: Request) -> None:
		sent = request.post_data if request.method == "POST" else None
		if sent and SAVES_SETTINGS in f"{request.url} {sent}":
			self.remembered |= set(parse_qs(sent).get("doctype", []))

	# Seeing something

	@property
	def form(self) -> Locator:
		return self.page.locator(f"{HERE} .form-page")

	@property
	def intro(self) -> Locator:
		return self.page.locator(INTRO)

	@property
	def title(self) -> Locator:
		return self.page.locator(f"{HERE} .page-head {TITLE}")

	@property
	def status(self) -> Locator:
		return self.page.locator(f"{HERE} .page-head .indicator-pill")

	def has_status(self, word: str) -> None:
		"""Frappe 16 shows a dot on a phone, which says its word when it is touched."""
		dot = self.page.locator(
			f"{HERE} .page-head .indicator-pill:is([title='{word}'], [data-original-title='{word}'])"
		)
		expect(self.status.filter(has_text=word).or_(dot)).to_be_visible()

	@property
	def dialog(self) -> Locator:
		return self.page.locator(".modal.show:not(:has(.msgprint))")

	def message(self, part: str) -> Locator:
		"""The message box, once it says so."""
		box = self.page.locator(".modal.show .msgprint")
		expect(box).to_contain_text(part)
		self.at_rest()
		return box

	def field(self, name: str) -> Locator:
		return self.form.locator(f".frappe-control[data-fieldname='{name}']").first

	def value(self, field: str) -> str:
		return self.field(field).locator(".control-value").inner_text().strip()

	def shows(self, field: str, value: str) -> None:
		"""A read-only field of the form shows `value`."""
		expect(self.field(field).locator(".control-value")).to_have_text(text(value))

	def amounts(self, cells: Locator) -> list[Decimal]:
		"""What stands in these cells, read as kroner."""
		written = [re.sub(r"[^\d,-]", "", cell) for cell in cells.all_inner_texts()]
		return [Decimal(amount.replace(",", ".")) for amount in written]

	def cell(self, row: int, field: str) -> Locator:
		return self.form.locator(
			f".grid-body .grid-row[data-idx='{row}'] .grid-static-col[data-fieldname='{field}']"
		)

	def head_button(self, label: str) -> Locator:
		return self.page.locator(f"{HERE} .page-head").get_by_role("button", name=label, exact=True)

	def offers_no(self, *labels: str) -> None:
		for label in labels:
			expect(self.head_button(label)).to_have_count(0)

	def day(self, days: int) -> str:
		"""A date that many days from today, as the Desk writes it."""
		return (today() + datetime.timedelta(days)).strftime("%d-%m-%Y")

	# Doing something

	def press(self, label: str) -> None:
		"""A button of the page's head."""
		self.head_button(label).click()
		self.at_rest()

	def press_in_menu(self, menu: str, label: str) -> None:
		"""An entry of one of the menus in the page's head."""
		self.head_button(menu).click()
		self.page.locator(f"{HERE} .page-head .dropdown-menu.show").get_by_text(label, exact=True).click()
		self.at_rest()

	def press_in_dialog(self, label: str) -> None:
		self.dialog.wait_for()
		self.at_rest()
		self.dialog.get_by_role("button", name=label, exact=True).click()
		self.at_rest()

	def keys(self, *keys: str) -> None:
		for key in keys:
			self.at_rest()
			self.page.keyboard.press(key)
			self.at_rest()

	def choose(self, field: Locator, value: str) -> None:
		"""Type into a link field, or a link cell of the grid, and take the suggestion with the mouse."""
		field.click()
		field.locator("input:visible").fill(value)
		# of a cell of a table, Frappe 16 hangs the list elsewhere on the page
		self.page.locator(f"{SUGGESTION}:visible").filter(has_text=value).first.click()
		self.at_rest()

	def type_and_pick(self, value: str) -> None:
		"""Type into the link field that has the focus, and take the suggestion with Enter."""
		self.page.keyboard.type(value)
		self.page.locator(f"{SUGGESTION}:visible[aria-selected='true']").filter(has_text=value).wait_for()
		self.keys("Enter")

	def add_row(self) -> None:
		self.form.get_by_role("button", name="Add Row").click()

	def write(self, row: int, field: str, value: str, *, leave_by: str = "Tab") -> None:
		"""Put a value into a cell of the grid."""
		self._write(self.cell(row, field), value, leave_by)

	def write_field(self, field: str, value: str) -> None:
		self._write(self.field(field), value)

	def _write(self, field: Locator, value: str, leave_by: str = "Tab") -> None:
		field.click()
		self.at_rest()
		field.locator("input, textarea").fill(value)
		self.keys(leave_by)

	def save(self) -> str:
		"""With the keyboard. Returns the document's name."""
		self.page.keyboard.press("Control+s")
		self.page.wait_for_function("!cur_frm.is_new() && !cur_frm.is_dirty()")
		self.at_rest()
		return self.page.evaluate("cur_frm.docname")


def spoken(message: ConsoleMessage) -> str:
	"""A message of the console, with the address that it is about."""
	return f"{message.type}: {message.text} ({message.location.get('url', '')})"


def text(value: str, *, whole: bool = True) -> re.Pattern:
	"""Text as a reader takes it, where any kind of blank is a blank; `whole`: and nothing else."""
	words = r"\s".join(map(re.escape, value.split()))
	return re.compile(rf"^\s*{words}\s*$" if whole else words)

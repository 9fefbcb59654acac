"""A walk over buttons and their dialogs with a line that is cut, lost on the way, and mended."""

from __future__ import annotations

import re
from uuid import uuid4

from desk import Desk
from made import Made, Office
from playwright.sync_api import expect

FILES = {"Order Confirmation", "Picking List"}
"""They open a file in another tab, and nothing is asked from this page."""

PLAIN = {
	"Activate",
	"Archive Document",
	"Archived Versions",
	"Attach as PDF",
	"Calculate Invoice Discount",
	"Cancel Sending",
	"Customer Payment",
	"Deactivate",
	"Find Entries",
	"Release",
	"Reopen",
	"Replacement Order",
	"Return Order",
	"Sales Invoice",
	"Sales Order",
	"Sales Quote",
	"Show Credit Memo",
	"Track Package",
}
"""They ask at once, without a dialog to answer."""
AT_ONCE = "without a dialog"

LOCAL = {"Print Statement…", "Test Report", "Apply To…"}
"""The answer to their dialog is printed, or stands on the form until that is saved."""

QUIET = {*LOCAL, "Get Open Entries", "Show Credit Memo", "Send by Email"}
"""They end without an action of our server."""

LEAVE = {
	"Rows",
	"Applications",
	"Archived Versions",
	"Sales Quote",
	"Sales Order",
	"Sales Invoice",
	"Customer Payment",
}
"""They show another page, which says above itself that the line is lost."""

ONE_TICKED = """() => {
	for (const field of Object.values(cur_dialog.fields_dict)) {
		if (field.df.fieldtype !== "Table" || !field.grid.df.data.length) continue;
		field.grid.df.data.forEach((row, index) => (row.__checked = index ? 0 : 1));
		field.grid.refresh();
	}
	for (const box of cur_dialog.$wrapper.find(".form-group [data-fieldname=codes] input:not(:checked)")) box.click();
}"""
FILL = """async (values) => {
	for (const [name, value] of Object.entries(values)) {
		if (cur_dialog.fields_dict[name]) await cur_dialog.set_value(name, value);
	}
}"""
ENTERED = "() => JSON.stringify(cur_dialog.get_values(true, false))"
PRESS = """(label) => {
	const grids = cur_frm.fields.filter(({ df }) => df.fieldtype === "Table").map(({ grid }) => grid.custom_buttons[label]);
	(cur_frm.custom_buttons[label] || grids.find(Boolean)).trigger("click");
}"""
LABELS = """() => {
	const grids = cur_frm.fields.filter(({ df }) => df.fieldtype === "Table").map(({ grid }) => grid.custom_buttons);
	const shown = grids.flatMap((made) => Object.keys(made).filter((label) => made[label].is(":visible")));
	return [...Object.keys(cur_frm.custom_buttons), ...shown];
}"""
CLOSE = """() => {
	while (window.cur_dialog) {
		const dialog = cur_dialog;
		dialog.hide();
		if (cur_dialog === dialog) break;
	}
}"""
CLEAN = """() => {
	frappe.hide_msgprint(true);
	$(".desk-alert").remove();
}"""
PRESS_LIST = """(label) => {
	const buttons = cur_list.page.wrapper.find(".actions-btn-group a, .menu-btn-group a, .page-actions button");
	buttons.filter((_index, one) => one.innerText.trim() === label || one.textContent.trim() === label).first().trigger("click");
}"""
LIST_LABELS = """() => {
	const own = (boxes) => cur_list.page.wrapper.find(boxes).map((_index, one) => one.textContent.trim()).get();
	const frappes = new Set(cur_list.get_actions_menu_items().map(({ label }) => label.trim()));
	const inner = own(".page-actions .custom-actions > button[data-label]:visible");
	return [...own(".actions-btn-group .menu-item-label").filter((label) => !frappes.has(label)), ...inner];
}"""
"""What we put into the menu of a list and beside it."""
HEAR = """() => $(document).ajaxComplete((_event, xhr, { url }) =>
	(window.heard = window.heard || []).push([String(url), xhr.status, xhr.responseText]))"""
WHERE = "frappe.get_route().slice(-1)[0]"
SAID = re.compile("There is no connection to the server|You are not connected")
READ = re.compile(r"method/(frappe\.|sales_mgmt\.api\.(customer_statistics|posting_state|calculate))|ping")
VEIL = "#freeze:not(.grid-form)"


class Walk:
	"""One person's walk over buttons, with a line that is cut and mended."""

	def __init__(self, desk: Desk, office: Office, *, in_full: bool) -> None:
		self.desk, self.office, self.in_full = desk, office, in_full
		desk.page.on("dialog", lambda box: box.accept())

	def begin(self) -> None:
		self.desk.go("find-entries")
		self.desk.page.evaluate(HEAR)

	def cut(self) -> None:
		self.desk.page.evaluate(CLEAN)
		self.desk.page.context.set_offline(True)

	def lose(self) -> None:
		"""The browser thinks that there is a line; what is sent never arrives."""
		self.desk.page.evaluate(CLEAN)
		self.desk.page.route("**/api/method/**", lambda route: route.abort("connectionfailed"))

	def mend(self) -> None:
		self.desk.page.unroute("**/api/method/**")
		self.desk.page.context.set_offline(False)
		self.desk.page.evaluate("window.dispatchEvent(new Event('online'))")
		expect(self.desk.page.locator(".sales-line-lost")).to_have_count(0)
		self.desk.at_rest()
		self.desk.page.evaluate("window.heard = []")

	def told(self, what: str) -> None:
		expect(self.desk.page.locator(".sales-line-lost")).to_contain_text("No connection")
		expect(self.desk.page.locator(VEIL), f"{what} leaves a veil").to_have_count(0)
		expect(self.desk.page.locator(".desk-alert").filter(has_text=SAID).first, what).to_be_visible()

	def show(self, made: Made) -> None:
		"""From within the Desk, as a click on a link does."""
		doctype, name = made
		self.desk.page.evaluate(CLEAN)
		self.desk.page.evaluate("([d, n]) => frappe.set_route('Form', d, n)", [doctype, name])
		self.desk.form_of(doctype, name)

	def list_of(self, doctype: str, name: str) -> None:
		"""Its list, with this document ticked and no other."""
		self.desk.page.evaluate(CLEAN)
		# a list that is shown already takes no other filters from a route
		self.desk.page.evaluate("frappe.set_route('find-entries')")
		self.desk.page.wait_for_function("frappe.get_route()[0] === 'find-entries'")
		self.desk.page.evaluate(
			"([d, n]) => frappe.set_route('List', d, 'List', { name: n })", [doctype, name]
		)
		row = self.desk.list_rows.filter(has=self.desk.page.locator(f"[data-name='{name}']"))
		row.locator(".list-row-checkbox").check()
		self.desk.at_rest()

	def labels(self) -> list[str]:
		return [label for label in self.desk.page.evaluate(LABELS) if label not in FILES]

	def has_answer(self) -> bool:
		"""Whether a dialog is open that a person answers."""
		return self.desk.page.evaluate(
			"Boolean(window.cur_dialog?.has_primary_action && !cur_dialog.msg_area)"
		)

	def answer(self) -> None:
		# a hand finds the button only while it can be pressed
		self.desk.dialog.last.locator(
			".modal-header .btn-primary:visible, .modal-footer .btn-primary:visible"
		).click()

	def fill(self, label: str) -> None:
		self.desk.page.evaluate(ONE_TICKED)
		self.desk.page.evaluate(FILL, self.entries(label))
		# the list below the last field lies over the button until the field is left
		self.desk.page.evaluate("document.activeElement.blur()")
		self.desk.at_rest()

	def entries(self, label: str) -> dict[str, str]:
		"""What a person enters into the dialog of this button."""
		office = self.office
		return {
			"Mark as Lost": lambda: {"reason": "Too dear"},
			"Close Rest…": lambda: {"reason": "Not wanted"},
			"Undo Shipment…": lambda: {"reason": "Wrong goods"},
			"Undo Return Receipt…": lambda: {"reason": "Wrong goods"},
			"Copy Document…": lambda: {"source_doctype": "Sales Invoice", "source": office.draft()[1]},
			"Copy Lines…": lambda: {"source": office.price_list()[1]},
			"Save as Template": lambda: {"code": f"LOST-{uuid4().hex[:6]}"},
			"Apply Template": lambda: {"template": office.first("Customer Template")},
			"Send…": lambda: {"email": "Yes (Use Default Settings)", "printer": "No"},
			"Post and Send": lambda: {"email": "Yes (Use Default Settings)", "printer": "No"},
			"Update Document": lambda: {"package_tracking_no": "BACK 8"},
		}.get(label, dict)()

	def take(self, here: str, label: str, press: str = PRESS) -> None:
		"""One button of a document or list, through all of it. `here`: the end of the route."""
		page = self.desk.page
		print(label)
		self.cut()
		page.evaluate(press, label)
		self.told(label)
		assert not self.has_answer(), f"{label} begins what can not be answered"
		self.mend()
		if label not in LEAVE:
			self.lost_on_the_way(label, press)
		page.evaluate(press, label)
		self.desk.at_rest()
		self.through(label)
		self.worked(here, label)

	def lost_on_the_way(self, label: str, press: str) -> None:
		"""What is asked for does not arrive; what asks nothing opens its dialog."""
		page = self.desk.page
		self.lose()
		page.evaluate(press, label)
		self.desk.at_rest()
		if not self.has_answer():
			self.told(f"{label}, lost on the way")
		page.evaluate(CLOSE)
		self.mend()

	def through(self, label: str) -> None:
		"""The dialogs that stand open, one after the other: answered without a line, into a line that is lost, and with one."""
		for _one in range(3):
			if not self.has_answer():
				return
			self.fill(label)
			title, entered = self.desk.page.evaluate("cur_dialog.title"), self.desk.page.evaluate(ENTERED)
			print("  ", title, entered)
			if label in LOCAL or title == "Posted":
				return
			# a bare question is gone once it was answered: its button asks it again
			bare = title == "Confirm"
			for take_away in (self.cut,) if bare else (self.lose, self.cut) if self.in_full else (self.lose,):
				take_away()
				self.answer()
				self.told(f"{label}: {title}")
				# Frappe's own mail editor goes and comes back
				self.desk.page.wait_for_function("(title) => window.cur_dialog?.title === title", arg=title)
				self.desk.at_rest()
				assert self.desk.page.evaluate(ENTERED) == entered, f"{label} forgets what was entered"
				self.mend()
			self.answer()
			self.desk.at_rest()
			if self.desk.page.evaluate("Boolean(window.cur_dialog) && cur_dialog.title") == title:
				return

	def worked(self, here: str, label: str) -> None:
		self.desk.at_rest()
		page = self.desk.page
		heard = page.evaluate("window.heard")
		refused = [one for one in heard if one[1] != 200 and "socket" not in one[0]]
		assert not refused, (label, refused)
		expect(page.locator(VEIL)).to_have_count(0)
		expect(page.locator(".modal.show .msgprint .indicator.red")).to_have_count(0)
		asked = [url for url, *_ in heard if "/api/method/sales_mgmt.api" in url and not READ.search(url)]
		if label in LEAVE and not asked:
			page.wait_for_function(f"(here) => {WHERE} !== here", arg=here)
		elsewhere = page.evaluate(WHERE) != here
		assert asked or elsewhere or label in QUIET, f"{label} asked for nothing once the line was back"
		page.evaluate(CLOSE)
		page.evaluate(CLEAN)
		self.desk.at_rest()

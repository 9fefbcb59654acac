"""A hand at forms that are Frappe's own: their tabs, code editors and tables."""

from __future__ import annotations

from desk import HERE, Desk
from playwright.sync_api import Locator, expect

CHECK_BOX = "input[type=checkbox][data-fieldname]"


def field(desk: Desk, name: str) -> Locator:
	"""A field, with its tab to the front."""
	found = desk.page.locator(f"{HERE} .form-page .frappe-control[data-fieldname='{name}']").first
	found.wait_for(state="attached")
	pane = found.locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' tab-pane ')]")
	if not found.is_visible() and pane.count():
		desk.page.locator(f"{HERE} .form-tabs [id='{pane.get_attribute('aria-labelledby')}']").click()
	found.scroll_into_view_if_needed()
	return found


def write(desk: Desk, **values: str) -> None:
	"""Text into fields."""
	for name, value in values.items():
		entry = field(desk, name).locator("input:visible, textarea:visible").first
		entry.fill(value)
		entry.press("Tab")
		desk.at_rest()


def choose(desk: Desk, **values: str) -> None:
	"""A link by its suggestion, a choice from its list."""
	for name, value in values.items():
		control = field(desk, name)
		if control.locator("select").count():
			control.locator("select").select_option(value)
			desk.at_rest()
		else:
			desk.choose(control, value)


def tick(desk: Desk, name: str) -> None:
	field(desk, name).locator(CHECK_BOX).check()
	desk.at_rest()


def write_code(desk: Desk, name: str, code: str) -> None:
	"""Into a code editor, in place of what stands there."""
	editor = field(desk, name).locator(".ace_editor")
	editor.locator(".ace_content").click()
	desk.page.keyboard.press("Control+a")
	desk.page.keyboard.insert_text(code)
	# the field takes it over a moment later
	desk.page.wait_for_function(
		"([name, end]) => (cur_frm.doc[name] || '').trim().endsWith(end)", arg=[name, code.strip()[-40:]]
	)


def add_row(desk: Desk, table: str) -> Locator:
	"""A new row at the end of a table. Returns it."""
	grid = field(desk, table)
	rows = grid.locator(".grid-body .grid-row")
	before = rows.count()
	grid.locator(".grid-add-row").click()
	expect(rows).to_have_count(before + 1)
	return rows.nth(before)


def open_row(desk: Desk, row: Locator) -> Locator:
	"""The form of a row. Returns it."""
	row.locator(".btn-open-row").click()
	form = row.locator(".form-in-grid")
	expect(form).to_be_visible()
	return form


def close_row(desk: Desk) -> None:
	desk.page.keyboard.press("Escape")
	expect(desk.page.locator(f"{HERE} .form-in-grid:visible")).to_have_count(0)


def row_field(form: Locator, name: str) -> Locator:
	return form.locator(f".frappe-control[data-fieldname='{name}']").first

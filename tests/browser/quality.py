"""What a page must be like: a silent console, nothing beyond its edges, and readable by everybody (axe-core).

Frappe's own Desk breaks rules of axe too. What it does is listed here by rule and element, with the reason why we can not
mend it; everything else counts as ours.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from desk import Desk

WIDTHS = (1280, 1920)
HEIGHT = 900

NO_SOCKET_SERVER = re.compile(r"status of 404.*/socket\.io/\?|Error connecting to socket\.io")
"""The bench of our own has no socket.io server; docs/development.md says so."""

FRAPPES = {
	# the head of every page: symbols without a text, the button colour of the theme
	"image-alt": [".app-logo", ".header-logo img"],
	"link-name": [".navbar a", ".sidebar-menu a", ".navbar-breadcrumbs a"],
	"button-name": [
		".page-head .icon-btn",
		".form-sidebar button",
		".scroll-to-top",
		".btn-modal-close",
		".drop-icon",  # of the sidebar of Frappe 16
		".chart-menu",
		".match-type-dropdown-btn",
	],
	"label-content-name-mismatch": [".shortcut-widget-box", "[aria-label='User Menu']", ".fc-daygrid-day"],
	"aria-allowed-attr": [".card-actions a", ".fc-more-link"],
	"role-img-alt": [".fc-toolbar *"],
	"link-in-text-block": [".timeline-content a"],
	"meta-viewport": ["meta"],
	"color-contrast": [
		".avatar-frame",
		".btn-primary, .btn-primary *",
		".btn-primary-light",
		".placeholder *",  # empty filters
		".summary-value",  # colours of Frappe's report summary
		".indicator-pill, .indicator-pill *",
		".filter-button *",  # how many filters are set
		".fc-toolbar *, .fc-day-header *, .fc-day-number, .fc-daygrid-day-number",  # the calendar around our shipments
		".standard-image",  # the letters that stand in for a picture
	],
	# lists of the side bar, and tabs of a form, are built without the elements between
	"list": [".sidebar-menu"],
	"listitem": [".list-sidebar li", ".form-sidebar li", ".form-tabs li"],
	"aria-required-children": [".form-tabs"],
	"aria-required-parent": [".form-tabs a", ".form-tabs-list .nav-link"],
	"aria-valid-attr-value": [".form-tabs a"],
	# the print view: its frame, and the fields beside it
	"frame-title": [".print-format-container"],
	# boxes to tick rows with, filters above columns and lists
	"label": [
		".list-row-checkbox",
		".list-check-all",
		".grid-row-check",
		".datatable *",
		".print-preview-sidebar *",
	],
	"select-name": [".page-form select"],
}

PALE_GREYS = ("#7c7c7c", "#999999")
"""What Frappe 15 and 16 write labels, tabs, notes and locked fields in: too pale on any ground of their theme."""

AXE = """async ([frappes, greys]) => {
	const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] };
	const { violations } = await axe.run(document, options);
	const is_frappes = (rule, target) => {
		const element = document.querySelector(target.at(-1));
		return (frappes[rule] || []).some((selector) => element && element.matches(selector));
	};
	const is_pale = ({ any }) => any.some(({ data }) => greys.includes(data?.fgColor));
	return violations.flatMap(({ id, nodes }) =>
		nodes.filter((node) => !is_frappes(id, node.target) && !is_pale(node)).map(({ html, failureSummary }) =>
			`${id}: ${html.slice(0, 240)} — ${failureSummary.split("\\n").slice(1, 2)}`),
	);
}"""

HEAD_ROWS = """() => {
	const head = [...document.querySelectorAll(".page-container .page-head .page-actions")].find((head) => head.offsetParent);
	if (!head) return 1;
	const buttons = [...head.querySelectorAll("button, .btn")].filter((button) => button.offsetParent);
	const middles = buttons.map((button) => button.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2);
	const title = head.closest(".page-head-content").querySelector(".page-title").getBoundingClientRect();
	const is_below = title.bottom <= head.getBoundingClientRect().top;
	return middles.length && (Math.max(...middles) - Math.min(...middles) > 8 || is_below) ? 2 : 1;
}"""


class Watch:
	"""A person whose pages are judged."""

	def __init__(self, desk: Desk) -> None:
		self.desk = desk
		self.found: list[str] = []

	def look(self, what: str) -> None:
		self.found += [f"{what} {flaw}" for flaw in flaws(self.desk)]


def flaws(desk: Desk) -> list[str]:
	"""Everything that is wrong with the page as it stands, in both widths. Empty for a good one."""
	found = []
	for width in WIDTHS:
		desk.page.set_viewport_size({"width": width, "height": HEIGHT})
		desk.at_rest()
		found += [f"at {width} px: {flaw}" for flaw in _overflow(desk)]
	return found + _unreadable(desk)


def noise(desk: Desk) -> list[str]:
	"""Errors of the console since the person sat down."""
	loud = [message for message in desk.console if message.startswith("error")]
	return [line for line in loud if not NO_SOCKET_SERVER.search(line)]


def _overflow(desk: Desk) -> list[str]:
	over = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
	found = [f"the page is {over} px wider than the window"] if over > 0 else []
	if desk.page.evaluate(HEAD_ROWS) > 1:
		found.append("the buttons of the head need a second row")
	return found


def _unreadable(desk: Desk) -> list[str]:
	if not desk.page.evaluate("Boolean(window.axe)"):
		desk.page.add_script_tag(content=Path(os.environ["SALES_MGMT_AXE"]).read_text())
	return desk.page.evaluate(AXE, [FRAPPES, PALE_GREYS])

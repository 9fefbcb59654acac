"""A manager who has chosen Norwegian meets no English word of ours: workspace, list, form, dialog, report, paper."""

import json
import os

import pytest
from desk import HERE, Desk, text
from playwright.sync_api import expect

from dev.demo.company import CLERK, MANAGER
from dev.texts import catalog

NORWEGIAN = catalog.load("no")
SAID = set(NORWEGIAN.values())
ENGLISH = sorted({source for (source, _context), said in NORWEGIAN.items() if said != source} - SAID)

SEEN = """() => {
	const seen = new Set();
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const { data, parentElement: holder } = texts.currentNode;
		if (!holder.getClientRects().length || holder.closest("script, style, .new-timeline")) continue;
		seen.add(data.trim().replace(/\\s+/g, " "));
	}
	for (const field of document.querySelectorAll("[placeholder]"))
		if (field.getClientRects().length) seen.add(field.getAttribute("placeholder").trim());
	return [...seen];
}"""
"""What stands on the screen. The timeline is left out: Frappe shows there what was stored, in the words it was stored in."""


@pytest.fixture
def norwegian(playwright, url):
	"""The manager's language, as the administrator sets it; English again when the test ends."""
	office = playwright.request.new_context(base_url=url)
	password = os.environ["SALES_MGMT_ADMIN_PASSWORD"]
	assert office.post("/api/method/login", data={"usr": "Administrator", "pwd": password}).ok

	in_use = json.dumps([["name", "in", catalog.LANGUAGES], ["enabled", "=", 1]])
	known = office.get("/api/resource/Language", params={"filters": in_use}).json()["data"]

	def speak(language: str) -> None:
		answer = office.put(f"/api/resource/User/{MANAGER}", data={"language": language})
		assert answer.ok, answer.text()

	speak(max(language["name"] for language in known))  # no, or nb where Frappe 16 has it under that name
	yield
	speak("en")
	office.dispose()


def english(desk: Desk) -> list[str]:
	"""Our English texts that are on the screen."""
	return sorted(set(desk.page.evaluate(SEEN)) & set(ENGLISH))


def test_a_norwegian_user_reads_norwegian_everywhere(somebody, order, norwegian):
	name = order({"item": "7000", "quantity": 2})
	manager = somebody(MANAGER)
	manager.go("sales")
	expect(manager.page.get_by_text("Salgsordre", exact=True).first).to_be_visible()
	assert english(manager) == []

	manager.go("sales-order")
	expect(manager.list_row(name)).to_contain_text("Frigitt")
	assert english(manager) == []

	manager.open("Sales Order", name)
	expect(manager.status).to_have_text("Frigitt")
	assert english(manager) == []

	manager.press("Forhåndsvis bokføring")
	counts = manager.dialog.locator(".sales-preview-count")
	expect(counts.filter(has_text="Kundepost")).to_have_text(text("Kundepost: 1"))
	assert english(manager) == []
	manager.keys("Escape")

	manager.open("Sales Order", name)
	manager.press("Bokfør …")
	expect(manager.dialog.get_by_role("combobox")).to_contain_text("Lever og fakturer")
	assert english(manager) == []
	manager.keys("Escape")

	manager.go("query-report", "Aged%20Receivables")
	expect(manager.page.get_by_text("Aldersfordelte kundefordringer").first).to_be_visible()
	assert english(manager) == []


HEADINGS = ".form-link-title"


def test_connections_are_headed_in_the_language_of_who_reads_them(somebody, order, norwegian):
	"""Whoever loads a form first does not choose the language for the next."""
	name = order({"item": "7000", "quantity": 1})
	administrator = os.environ["SALES_MGMT_ADMIN_PASSWORD"]
	desks = [somebody(MANAGER), somebody(CLERK), somebody(MANAGER)]
	office = somebody()
	office.log_in("Administrator", administrator)
	office.page.evaluate("frappe.xcall('frappe.sessions.clear')")
	for desk, heading, other in zip(
		desks, ("Bokført", "Posted", "Bokført"), ("Posted", "Bokført", "Posted"), strict=True
	):
		desk.open("Sales Order", name)
		headings = desk.page.locator(HEADINGS)
		expect(headings.get_by_text(heading, exact=True)).to_have_count(1)
		expect(headings.get_by_text(other, exact=True)).to_have_count(0)


def test_the_views_of_a_list_have_norwegian_names(somebody, norwegian):
	"""Frappe puts the button's text together from two halves and translates one of them."""
	manager = somebody(MANAGER)
	for path, view in (("list", "Liste"), ("report", "Rapport"), ("kanban/Quotes in Progress", "Kanban")):
		manager.go("sales-quote", "view", path)
		labels = manager.page.locator(f"{HERE} .page-head .custom-btn-group-label")
		expect(labels.get_by_text(view, exact=True)).to_have_count(1)


def test_the_timeline_tells_of_lines_in_norwegian(somebody, order, norwegian, elsewhere):
	"""Labels of fields in lines, and in which row they were changed."""
	name = order({"item": "7000", "quantity": 1}, {"item": "7010", "quantity": 2}, release=False)
	requests = elsewhere(CLERK)
	doc = requests.get(f"/api/resource/Sales Order/{name}").json()["data"]
	doc["lines"][1]["quantity"] = 5
	answer = requests.put(f"/api/resource/Sales Order/{name}", data={"lines": doc["lines"]})
	assert answer.ok, answer.text()
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	timeline = manager.page.locator(f"{HERE} .new-timeline")
	expect(timeline).to_contain_text("Antall fra 2 til 5 i rad 2")
	expect(timeline).not_to_contain_text("Quantity")
	expect(timeline).not_to_contain_text("row #")

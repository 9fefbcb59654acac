"""The workspace as somebody gets it: what the Desk asks for when the page is opened, and the figures it then fetches."""

from __future__ import annotations

import json
from typing import Any

import frappe
from frappe.boot import get_allowed_pages, get_allowed_reports

PAGE = "Sales"
TODAY = "frappe.datetime.get_today()"
"""What stands in filters for the day on which somebody looks."""


def opened(page: str = PAGE) -> dict[str, Any]:
	"""What the server answers the present user, with the overrides that hold over HTTP."""
	get_allowed_pages(), get_allowed_reports()  # which the Desk does when it starts; the page then knows them
	asked_for = "frappe.desk.desktop.get_desktop_page"
	path = frappe.get_hooks("override_whitelisted_methods").get(asked_for, [asked_for])[-1]
	return frappe.get_attr(path)(json.dumps({"name": page, "title": page, "public": 1}))


def links() -> set[tuple[str, str]]:
	return {
		(link["link_type"], link["link_to"]) for card in opened()["cards"]["items"] for link in card["links"]
	}


def labels(kind: str) -> list[str]:
	"""Labels of shortcuts, number_cards, charts or cards that the present user gets, in their order."""
	return [item.get("label") for item in opened()[kind]["items"]]


def count(shortcut: str) -> int:
	"""The number beside a shortcut."""
	item = next(item for item in opened()["shortcuts"]["items"] if item["label"] == shortcut)
	filters = _today(item["stats_filter"])
	return len(frappe.get_list(item["link_to"], filters=filters, limit=0, pluck="name"))


def figure(name: str) -> float | str:
	"""What a number card shows: a number of documents, or an amount as text."""
	card = frappe.get_doc("Number Card", name)
	card.check_permission("read")
	if card.type == "Custom":
		return frappe.get_attr(card.method)(filters=card.filters_json)
	filters = json.loads(card.filters_json) + _today(card.dynamic_filters_json.replace(f'"{TODAY}"', TODAY))
	return len(frappe.get_list(card.document_type, filters=filters, limit=0, pluck="name"))


def _today(filters: str) -> list[Any]:
	return json.loads(filters.replace(TODAY, json.dumps(frappe.utils.today())))

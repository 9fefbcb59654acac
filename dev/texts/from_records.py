"""Texts of the records that come with the app as JSON: DocTypes, reports, workspaces, number cards, tours …

`WHERE` says for each kind of record which of its fields a user reads; `child.field` are those of its rows. A kind that is
not in the table is an error: whoever brings a new one decides what of it is translated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dev.texts.text import Text

WHERE: dict[str, tuple[str, ...]] = {
	"DocType": (
		*("name", "module", "description", "fields.label", "fields.description", "fields.placeholder"),
		*("permissions.role", "actions.label", "links.group", "states.title"),
	),
	"Report": ("name", "roles.role"),
	"Page": ("title", "roles.role"),
	"Print Format": ("name",),
	"Workspace": (
		*("label", "title", "links.label", "links.description", "shortcuts.label", "shortcuts.format"),
		*("number_cards.label", "charts.label", "quick_lists.label", "charts.chart_name"),
	),
	"Workspace Sidebar": ("title", "items.label"),
	"Desktop Icon": ("label",),
	"Number Card": ("label",),
	"Dashboard Chart": ("chart_name",),
	"Dashboard": ("dashboard_name",),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Onboarding Step": (
		*("title", "description", "action_label", "intro_video_url", "callback_title"),
		*("callback_message", "report_description"),
	),
	"Form Tour": ("title", "steps.title", "steps.description"),
	"Email Template": ("subject",),
	"Kanban Board": ("name", "columns.column_name"),
	"Notification": ("subject",),
	"Workflow": (),
	"Web Template": (),
}


def read(record: dict[str, Any], place: str) -> Iterator[Text]:
	"""The texts of one record. Names of DocTypes, options and HTML have rules of their own below."""
	kind = record.get("doctype")
	for path in WHERE[kind]:
		for value in _values(record, path.split(".")):
			yield Text(value, place=place)
	if kind == "DocType":
		yield from _options(record, place)
	if kind == "Workspace":
		yield from _blocks(record, place)


def _values(record: dict[str, Any], path: list[str]) -> Iterator[str]:
	if len(path) == 1:
		value = record.get(path[0])
		if isinstance(value, str) and value.strip():
			yield value.strip()
		return
	for row in record.get(path[0]) or ():
		yield from _values(row, path[1:])


def _options(doctype: dict[str, Any], place: str) -> Iterator[Text]:
	"""Choices are stored in English and shown translated; series of numbers and pure numbers are the same everywhere."""
	for field in doctype["fields"]:
		if field["fieldtype"] == "HTML" and field.get("options"):
			yield Text(field["options"], place=place)
		if field["fieldtype"] != "Select" or field["fieldname"] == "naming_series":
			continue
		for option in (field.get("options") or "").split("\n"):
			if any(character.isalpha() for character in option):
				yield Text(option.strip(), place=place)


def _blocks(workspace: dict[str, Any], place: str) -> Iterator[Text]:
	"""Headings are looked up by their words (workspace_headings.js), paragraphs by Frappe, tags and all."""
	for block in json.loads(workspace.get("content") or "[]"):
		text = block["data"].get("text")
		if text and block["type"] == "header":
			yield Text(re.sub("<[^>]*>", "", text).strip(), place=place)
		elif text and block["type"] == "paragraph":
			yield Text(text, place=place)

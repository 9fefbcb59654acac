"""Answers of the server with a script in every text field, as if it had come past every door: put in on the way to the Desk.

Nothing is written, so whoever else works at this site sees nothing of it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
SCRIPT = "<img src=x onerror=window.script_ran=this.parentNode.outerHTML>"
"""Says where it ran."""
TEXTS = ("Data", "Small Text", "Text", "Long Text")
CODED = re.compile(
	r"formula|time|period|key|series|prefix|calculation|uid|field|filter|status|currency|printed_as|names$"
)
"""Texts that the program reads; a script in them says nothing about showing."""
OF_FRAPPE = {
	"address_title",
	"address_line1",
	"address_line2",
	"city",
	"first_name",
	"last_name",
	"full_name",
	"phone",
}
"""Of Address and Contact."""
AS_HTML = {"addr_list", "contact_list"}
"""For Frappe's boxes of addresses and contacts, escaped by the server (tests/site/test_address_texts.py)."""
ABOUT_FIELDS = re.compile(
	r"getdoctype|get_boot|with_doctype|translations|get_script|getdoctypes|user_settings|desk_page.getpage"
)
"""Answers whose texts are the program's own."""


def doctypes() -> dict[str, dict[str, Any]]:
	files = [json.loads(path.read_text(encoding="utf-8")) for path in APP.glob("*/doctype/*/*.json")]
	return {doctype["name"]: doctype for doctype in files if doctype.get("doctype") == "DocType"}


def text_fields() -> set[str]:
	"""Names of the fields that hold what somebody typed, except names of documents."""
	found = set(OF_FRAPPE)
	for doctype in doctypes().values():
		named_by = (doctype.get("autoname") or "").removeprefix("field:")
		for field in doctype["fields"]:
			plain = field["fieldtype"] in TEXTS and not field.get("options") and not field.get("unique")
			if plain and field["fieldname"] != named_by and not CODED.search(field["fieldname"]):
				found.add(field["fieldname"])
	return found - names_of_documents()


def names_of_documents() -> set[str]:
	"""Fields that are links somewhere. Frappe lets no document be called by a name with a bracket in it."""
	fields = [field for doctype in doctypes().values() for field in doctype["fields"]]
	return {field["fieldname"] for field in fields if field["fieldtype"] in ("Link", "Dynamic Link")}


def put_scripts_in(page: Page) -> None:
	"""From now on every answer that this page gets holds scripts."""
	fields = text_fields()

	def answer(route: Route) -> None:
		response = route.fetch()
		if ABOUT_FIELDS.search(route.request.url) or "json" not in response.headers.get("content-type", ""):
			return route.fulfill(response=response)
		return route.fulfill(response=response, json=scripted(response.json(), fields))

	page.route("**/api/method/**", answer)


def scripted(value: Any, fields: set[str]) -> Any:
	if isinstance(value, list):
		return [scripted(each, fields) for each in value]
	if not isinstance(value, dict):
		return value
	if isinstance(value.get("keys"), list) and isinstance(value.get("values"), list):  # rows of a list
		rows = [
			[
				with_script(cell) if key in fields else cell
				for key, cell in zip(value["keys"], row, strict=False)
			]
			for row in value["values"]
		]
		return {**value, "values": rows}
	return {
		key: {name: with_script(title) for name, title in each.items()}
		if key == "_link_titles"
		else with_script(each)
		if key in fields
		else each
		if key in AS_HTML
		else scripted(each, fields)
		for key, each in value.items()
	}


def with_script(value: Any) -> Any:
	return f"{value}{SCRIPT}" if isinstance(value, str | None) and value is not None else value

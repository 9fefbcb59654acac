"""The demo company of `fixtures/`: Nordavind Sykkel AS, a bicycle wholesaler in Norway that keeps its books in NOK.

`load()` inserts what is missing and touches nothing that is there, so the demo may be changed by hand and loaded
again. The demo, the site tests and the browser tests all stand on this one company. Runs as Administrator inside a
connected site; the caller commits.

The five people of the company can log in with `PASSWORD`, each with one trade's role and none with admin rights. The
IT department holds the System Manager role and has no password, so nobody logs in as it: Frappe gives that role to
whichever user is saved next on a site where no user has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.naming import NamingSeries
from frappe.utils.password import update_password

from sales_mgmt.documents.pricing import price_lists

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PASSWORD = "bicycle-2026"
CLERK = "clerk@nordavind.example"
MANAGER = "manager@nordavind.example"
WAREHOUSE = "warehouse@nordavind.example"
BILLING = "billing@nordavind.example"
AUDITOR = "auditor@nordavind.example"
PEOPLE = (CLERK, MANAGER, WAREHOUSE, BILLING, AUDITOR)

ON_EVERY_SITE = {"Currency", "Sales Settings"}
"""DocTypes whose document exists without us: it gets the company's values on the first load, and afterwards only what it
has no value for, such as a setting that came later."""

NAMED_BY_SERIES = {"Customer": "C-.#####", "Inventory Adjustment": "IA-.#####"}
"""DocTypes whose fixed names in the fixtures must not be given out again by their naming series."""


def load() -> int:
	"""Insert the documents that are missing, in the order of the files. Returns how many were."""
	first_time = not frappe.db.exists("User", CLERK)
	documents = list(read())
	known = {doctype: set(frappe.get_all(doctype, pluck="name")) for doctype in _doctypes(documents)}
	inserted = []
	for values in documents:
		if values["doctype"] in ON_EVERY_SITE:
			_change(values, everything=first_time)
		elif values["name"] not in known[values["doctype"]]:
			inserted.append(_insert(values))
	for doctype, series in NAMED_BY_SERIES.items():
		_step_over(NamingSeries(series), [doc.name for doc in inserted if doc.doctype == doctype])
	return len(inserted)


def read() -> Iterator[dict[str, Any]]:
	"""Every document of the fixtures, in the order in which they need each other."""
	for file in sorted(FIXTURES.glob("*.json")):
		yield from json.loads(file.read_text(encoding="utf-8"))


def _doctypes(documents: list[dict[str, Any]]) -> set[str]:
	return {values["doctype"] for values in documents} - ON_EVERY_SITE


def _change(values: dict[str, Any], everything: bool) -> None:
	"""Give a document that every site has the company's values, or only those that it has no value for."""
	doc = frappe.get_doc(values["doctype"], values.get("name", values["doctype"]))
	new = {field: value for field, value in values.items() if everything or doc.get(field) in (None, "")}
	if new:
		doc.update(new)
		doc.save(ignore_permissions=True)


def _insert(values: dict[str, Any]) -> Document:
	"""Insert under the fixture's name; submit what the fixture says is submitted, and activate its active price lists."""
	submit = bool(values.get("docstatus"))
	left_out = {"name", "docstatus"} | ({"status"} if values["doctype"] == "Price List" else set())
	doc = frappe.get_doc({field: values[field] for field in values if field not in left_out})
	with _no_look_up(doc.doctype == "Contact"):
		doc.insert(ignore_permissions=True, set_name=values["name"])
	if submit:
		doc.submit()
	if doc.doctype == "Price List" and values["status"] == "Active":
		price_lists.set_status(doc, "Active")
	if doc.name in PEOPLE:
		update_password(doc.name, PASSWORD)
	return doc


@contextmanager
def _no_look_up(active: bool) -> Iterator[None]:
	"""Frappe asks the internet for the picture of a new contact, except in an import."""
	before, frappe.flags.in_import = frappe.flags.in_import, active
	try:
		yield
	finally:
		frappe.flags.in_import = before


def _step_over(series: NamingSeries, names: list[str]) -> None:
	"""Move the counter past names that were given by hand."""
	numbers = [int(name.removeprefix(series.get_prefix())) for name in names]
	if numbers and max(numbers) > series.get_current_value():
		series.update_counter(max(numbers))

"""Answers of Frappe that have another shape in each version, read the same way in all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.desk import search
from frappe.desk.notifications import get_open_count


def open_counts(doctype: str, name: str) -> dict[str, int]:
	"""How many documents of each DocType a form's Connections count. Frappe 15 and 16 tell those found from outside apart."""
	try:
		answer = get_open_count(doctype, name)["count"]
	except IndexError as error:
		# Frappe 15 trips over an error without arguments, while it asks whether that was a statement's time limit
		raise (error.__context__ or error) from None
	finally:
		unlimited()
	rows = answer["external_links_found"] if isinstance(answer, dict) else answer
	return {row.get("doctype") or row["name"]: row["count"] for row in rows}


def unlimited() -> None:
	"""Counting leaves a limit of one second for every later statement of the connection behind."""
	if frappe.db.db_type == "mariadb":
		frappe.db.sql("SET SESSION max_statement_time = 0")


def found_by_link(doctype: str, text: str) -> list[str]:
	"""What a link field suggests. The oldest version answers through the response."""
	frappe.response.pop("results", None)
	rows = search.search_link(doctype, text)
	return [row["value"] for row in (rows if rows is not None else frappe.response["results"])]


@contextmanager
def as_in_frappes_tests() -> Iterator[None]:
	"""Frappe does at once what it else leaves to a job: `flags.in_test`, in version 16 `frappe.in_test`."""
	known = frappe.flags.in_test
	newer = getattr(frappe, "in_test", None)
	frappe.flags.in_test = True
	if newer is not None:
		frappe.in_test = True
	try:
		yield
	finally:
		frappe.flags.in_test = known
		if newer is not None:
			frappe.in_test = newer


def counted(field: str, name: str) -> str | dict[str, str]:
	"""A column that counts, as one asks for it through REST: a dict since Frappe 16, which takes no function in a text."""
	is_older = int(frappe.__version__.split(".")[0]) < 16
	return f"count({field}) as {name}" if is_older else {"COUNT": field, "as": name}


def first_used(*languages: str) -> str | None:
	"""The first of these languages that the site uses. Frappe 16 has Norwegian as nb, and uses fewer languages."""
	return next((name for name in languages if frappe.db.get_value("Language", name, "enabled")), None)

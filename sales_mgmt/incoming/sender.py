"""How whoever sends something writes numbers and dates: by the user's setting, else the site's."""

import frappe
from frappe.utils import get_number_format_info

from sales_mgmt.incoming.days import ISO_FORMAT
from sales_mgmt.incoming.numbers import Marks

USUAL = "#,###.##"
FORM = ("application/x-www-form-urlencoded", "multipart/form-data")


def marks() -> Marks:
	"""Marks of numbers. A form-encoded request has no numbers, only texts, and Frappe's own Desk sends numbers in it as
	programs write them. There, and in the arguments of a GET request, "1.234" is what JSON would mean by it. A file that is
	imported was written by a person, or by Frappe's export."""
	written, imported = written_marks(), bool(frappe.flags.in_import)
	return Marks(written.decimal, written.group, written.pairs, _only_texts() and not imported, imported)


def written_marks() -> Marks:
	"""Marks of numbers in a text that a person wrote, whatever the request that brings it."""
	chosen = frappe.defaults.get_user_default("number_format") or USUAL
	decimal, group, _digits = get_number_format_info(chosen)
	return Marks(decimal, group, chosen.startswith("#,##,"))


def date_format() -> str:
	return frappe.defaults.get_user_default("date_format") or ISO_FORMAT


def _only_texts() -> bool:
	request = getattr(frappe.local, "request", None)
	if not request:
		return False
	return request.method == "GET" or (request.content_type or "").startswith(FORM)

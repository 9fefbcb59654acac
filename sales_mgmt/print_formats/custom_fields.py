"""The admin's own fields of lines on paper: "Colour: red" under the description of a line.

Printed where Sales Settings say so, except fields that are hidden, that ask for a permission of their own, or where Print Hide
is ticked. Blank values and unticked boxes are left out. What is no short text (tables, files, formatted text) is never printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document

if TYPE_CHECKING:
	from sales_mgmt.print_formats.paper import Paper


def _as_typed(_paper: Paper, value: Any) -> str:
	return str(value).strip()


WRITTEN: dict[str, Callable[[Any, Any], str]] = {
	"Autocomplete": _as_typed,
	"Check": lambda _paper, value: _("Yes") if value else "",
	"Currency": lambda paper, value: paper.price(value) if value else "",
	"Data": _as_typed,
	"Date": lambda paper, value: paper.day(value),
	"Float": lambda paper, value: paper.quantity(value) if value else "",
	"Int": lambda paper, value: paper.figure(value, 0) if value else "",
	"Link": _as_typed,
	"Percent": lambda paper, value: f"{paper.percent(value)} %" if value else "",
	"Phone": _as_typed,
	"Select": lambda _paper, value: _(str(value)),
	"Small Text": _as_typed,
	"Time": _as_typed,
}
"""How a value is written, by the type of its field. Types that are not here are not printed."""


def further_fields(paper: Paper, line: Document) -> list[str]:
	"""["Label: value"] in the order of the form. Plain texts; the templates escape them."""
	texts = []
	for field in frappe.get_meta(line.doctype).fields:
		if not field.get("is_custom_field") or field.hidden or field.print_hide or field.permlevel:
			continue
		value = line.get(field.fieldname)
		if (
			field.fieldtype in WRITTEN
			and value not in (None, "")
			and (text := WRITTEN[field.fieldtype](paper, value))
		):
			texts.append(f"{_(field.label or field.fieldname)}: {text}")
	return texts

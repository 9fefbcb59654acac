"""Reads lines from a spreadsheet for a document or price list that is open in a form: one query for all items, nothing stored."""

import csv
from typing import Any

import frappe
from frappe import _

from sales_mgmt.documents.base import SalesDocument
from sales_mgmt.documents.filling.pasted import PRICES, SALES, Columns, PastedLine, Problem, read_pasted
from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming import sender
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.lines import ITEM

OTHER_HEADINGS = {
	"item no.": "item",
	"item number": "item",
	"item code": "item",
	"no.": "item",
	"qty": "quantity",
	"qty.": "quantity",
	"price": "unit_price",
	"discount": "line_discount_percent",
	"minimum": "minimum_quantity",
	"line discount %": "line_discount_percent",
}
NAME = "pasted-{0}"
"""Name of a line until the form gives it one: by it the form finds what is said about the line."""


def append_pasted(doc: SalesDocument, text: str) -> list[dict[str, Any]]:
	"""Append a line for every row that names an item. Returns the other rows: [{row, text, message}]."""
	lines, problems = _read(text, doc.meta.get_field("lines").options, SALES)
	names = _items({line.values["item"] for line in lines})
	for line in lines:
		item = names.get(line.values["item"].casefold())
		problem = _problem(doc, line, item)
		if problem:
			problems.append(problem)
		else:
			values = {**line.values, "item": item.name, "type": ITEM, "name": NAME.format(line.row)}
			doc.append(
				"lines",
				{field: float(value) if field in SALES.numbers else value for field, value in values.items()},
			)
	return [_as_dict(problem) for problem in sorted(problems, key=lambda problem: problem.row)]


def prices_pasted(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""(lines of a price list, other rows: [{row, text, message}]). A row names an item and a price, a discount or both."""
	lines, problems = _read(text, "Price List Line", PRICES)
	names = _items({line.values["item"] for line in lines})
	agreed = []
	for line in lines:
		item = names.get(line.values["item"].casefold())
		if problem := _price_problem(line, item):
			problems.append(problem)
			continue
		numbers = {field: float(line.values.get(field, 0)) for field in PRICES.numbers}
		price, discount = ("unit_price" in line.values), ("line_discount_percent" in line.values)
		agreed.append(
			{
				**numbers,
				"product_type": ITEM,
				"item": item.name,
				"item_name": item.item_name,
				"uom": line.values.get("uom"),
				"defines": "Price & Discount" if price and discount else "Price" if price else "Discount",
			}
		)
	return agreed, [_as_dict(problem) for problem in sorted(problems, key=lambda problem: problem.row)]


def _price_problem(line: PastedLine, item: "frappe._dict | None") -> Problem | None:
	row = str(line.row)
	if not item:
		message = sentence("Row {0}: there is no item {1}.")
		return Problem(line.row, line.text, message, (row, line.values["item"]))
	if not {"unit_price", "line_discount_percent"} & set(line.values):
		return Problem(line.row, line.text, sentence("Row {0}: enter a price or a discount."), (row,))
	return None


def _read(text: str, doctype: str, columns: Columns) -> tuple[list[PastedLine], list[Problem]]:
	try:
		return read_pasted(text, _headings(doctype, columns), sender.written_marks(), columns)
	except csv.Error:
		frappe.throw(_("This text is no table of rows and cells. Copy the rows once more."))


def _headings(doctype: str, columns: Columns) -> dict[str, str]:
	"""A column may be headed by the name of its field, its label, or its label in the user's language."""
	meta = frappe.get_meta(doctype)
	headings = dict(OTHER_HEADINGS)
	for field in columns.fields:
		label = meta.get_label(field)
		headings |= {heading.casefold(): field for heading in (field, label, _(label))}
	return headings


def _items(codes: set[str]) -> dict[str, "frappe._dict"]:
	"""The items that the user may see, whether their code is written in small letters or not."""
	if not codes:
		return {}
	found = frappe.get_list(
		"Item",
		filters={"name": ("in", sorted(codes))},
		fields=["name", "item_name", "sales_blocked"],
		limit_page_length=0,
		order_by="name",
	)
	return {item.name.casefold(): item for item in found}


def _problem(doc: SalesDocument, line: PastedLine, item: "frappe._dict | None") -> Problem | None:
	values = (str(line.row), line.values["item"])
	if not item:
		return Problem(line.row, line.text, sentence("Row {0}: there is no item {1}."), values)
	if item.sales_blocked and doc.doctype not in RETURNS:
		return Problem(line.row, line.text, sentence("Row {0}: item {1} is blocked for sales."), values)
	return None


def _as_dict(problem: Problem) -> dict[str, Any]:
	return {
		"row": problem.row,
		"text": problem.text,
		"message": _(problem.message).format(*problem.values),
	}

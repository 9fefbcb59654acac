"""Price lists: what a line must say, activation and verification, copies with an adjustment (domain A30)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.pricing.price_rivals import tell_of_rivals
from sales_mgmt.documents.pricing.prices import agreement
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.ownership import save_built
from sales_mgmt.pricing import Agreement, adjusted, find_clashes
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.messages import bold, said

PRICE_DIGITS = 5
COPIED = (
	"product_type",
	"item",
	"item_discount_group",
	"uom",
	"minimum_quantity",
	"defines",
	"line_discount_percent",
)


def check_head(doc: Document) -> None:
	if doc.starting_date and doc.ending_date and getdate(doc.ending_date) < getdate(doc.starting_date):
		frappe.throw(_("The ending date is before the starting date."))


def check_lines(doc: Document) -> None:
	"""Every line names a product and the value it defines."""
	findings = []
	for line in doc.lines:
		if line.product_type == "Item":
			line.item_discount_group = None
		else:
			line.item = None
			line.defines = "Discount"
		if not (line.item or line.item_discount_group):
			message = sentence("Row {0}: choose an item or an item discount group.")
			findings.append(Finding("product", message, (str(line.idx),), line.idx))
		if line.defines == "Price":
			line.line_discount_percent = 0
		elif not 0 <= (line.line_discount_percent or 0) <= 100:
			message = sentence("Row {0}: the discount is not between 0 and 100 percent.")
			findings.append(Finding("discount", message, (str(line.idx),), line.idx))
		if line.defines == "Discount":
			line.unit_price = 0
	if findings:
		refuse(findings)


def check_may_edit(stored: Document) -> None:
	if stored.status == "Active" and not get_settings().allow_editing_active_price:
		frappe.throw(
			said(_("Price list {0} is active. Deactivate it before you change its lines.")).format(
				bold(stored.name)
			)
		)


def set_status(doc: Document, status: str) -> str:
	"""Activate, deactivate or, for an active list, verify its lines. Refuses clashes (E30). Returns the status."""
	if status == "Active":
		if not doc.lines:
			frappe.throw(said(_("Price list {0} has no lines to activate.")).format(bold(doc.name)))
		refuse_clashes(doc)
		for line in doc.lines:
			line.status = "Active"
	doc.status = status
	doc.flags.status_action = True
	try:
		save_built(doc)
	finally:
		doc.flags.status_action = False
	if status == "Active":
		tell_of_rivals(doc, agreements_of(doc))
	return doc.status


def refuse_clashes(doc: Document) -> None:
	"""E30: no two lines with the same conditions."""
	rows = {line.name: line.idx for line in doc.lines}
	clashes = find_clashes(agreements_of(doc))
	if clashes:
		message = sentence("Rows {0} and {1} have the same conditions. Change or remove one of them.")
		refuse(
			[
				Finding("E30", message, (str(rows[line.line]), str(rows[other.line])), rows[other.line])
				for line, other in clashes
			]
		)


def agreements_of(doc: Document) -> list[Agreement]:
	"""The lines of a price list, as the pure package sees them."""
	head = doc.as_dict()
	return [
		agreement({**head, **line.as_dict(), "list": doc.name, "line": line.name, "line_status": line.status})
		for line in doc.lines
	]


def copy_lines(source: Document, target: Document, factor: float | str) -> int:
	"""Append the lines of one list to another, prices times the factor. Returns how many; the target is saved."""
	factor = to_decimal(factor)
	if factor <= 0:
		frappe.throw(_("The adjustment factor must be greater than zero; 1.15 raises prices by 15 %."))
	for line in source.lines:
		row = target.append("lines", {field: line.get(field) for field in COPIED})
		if line.defines != "Discount":
			row.unit_price = float(adjusted(to_decimal(line.unit_price), factor, PRICE_DIGITS))
	save_built(target)
	return len(source.lines)

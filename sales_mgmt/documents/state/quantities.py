"""Quantities on the lines of a document: suggested where blank, checked always (domain section 3)."""

from collections.abc import Iterable
from decimal import Decimal

import frappe
from frappe.model.document import Document
from pypika import CustomFunction
from pypika.terms import Term

from sales_mgmt.amounts import to_decimal
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.quantities import check_complete_line, check_quantities
from sales_mgmt.kinds import quantities as core
from sales_mgmt.kinds.quantities import COUNTED, quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import get_settings

ROUND = CustomFunction("ROUND", ["value", "digits"])

TYPED_QUANTITIES = ("quantity", "qty_to_ship", "qty_to_invoice")
"""What people enter on a line."""


def factor_of(line: Document) -> Decimal:
	"""How many base units the unit of a line holds, as it stands on the line: it stays there, whatever the item says by now."""
	return to_decimal(line.get("qty_per_uom")) or Decimal(1)


def in_base_units(value: Term, factor: Term) -> Term:
	"""The same in a query: every line rounded by itself, as where it is posted."""
	return ROUND(value * factor, core.QUANTITY_DIGITS)


def round_quantities(rows: Iterable[Document], fields: Iterable[str]) -> None:
	"""Every quantity that comes in, on whatever road, has five decimals from here on. What is blank stays blank."""
	fields = tuple(fields)
	for row in rows:
		for field in fields:
			if (value := row.get(field)) not in (None, ""):
				row.set(field, float(quantity(value)))


def suggests_nothing(shipping_advice: str | None) -> bool:
	"""Whether people type the quantity to ship. Of a complete delivery it is always everything."""
	return shipping_advice != "Complete" and get_settings().default_qty_to_ship == "Blank"


def fill_quantities(doc: DocumentShape) -> None:
	"""Derive outstanding quantities of an order and suggest what to ship and to invoice where that is blank."""
	blank = suggests_nothing(doc.get("shipping_advice"))
	for line in doc.lines:
		whole, shipped, invoiced, cancelled = (quantity(line.get(field)) for field in COUNTED)
		left = core.outstanding(whole, shipped, cancelled)
		line.outstanding_quantity = float(left)
		line.qty_shipped_not_invoiced = float(core.shipped_not_invoiced(shipped, invoiced))
		if line.get("qty_to_ship") is None:
			line.qty_to_ship = float(core.suggested_to_ship(left, blank))
		if line.get("qty_to_invoice") is None:
			line.qty_to_invoice = float(
				core.suggested_to_invoice(shipped, quantity(line.qty_to_ship), invoiced)
			)


def check_order_quantities(doc: DocumentShape) -> list[Finding]:
	"""E02 and its relatives, for every line of an order; E03 where the customer takes complete deliveries only."""
	findings = []
	for line in doc.lines:
		if not core.carries_quantity(line.type):
			continue
		numbers = (quantity(line.get(field)) for field in (*COUNTED, "qty_to_ship", "qty_to_invoice"))
		wrong = check_quantities(line.idx, *numbers)
		if not wrong and line.type == "Item" and doc.get("shipping_advice") == "Complete":
			wrong = check_complete_line(
				line.idx, quantity(line.outstanding_quantity), quantity(line.qty_to_ship)
			)
		findings += wrong
	return findings


def check_lines(doc: DocumentShape) -> list[Finding]:
	"""Every item, account and charge line says what and how many."""
	findings = []
	for line in doc.lines:
		if not core.carries_quantity(line.type):
			continue
		if line.type == "Item" and not line.item:
			message = sentence("Row {0}: choose an item.")
			findings.append(Finding("item_missing", message, (str(line.idx),), line.idx))
		elif line.type == "G/L Account" and not line.account:
			message = sentence("Row {0}: choose a G/L account.")
			findings.append(Finding("account_missing", message, (str(line.idx),), line.idx))
		elif line.type == "Item Charge" and not line.item_charge:
			message = sentence("Row {0}: choose an item charge.")
			findings.append(Finding("charge_missing", message, (str(line.idx),), line.idx))
		elif quantity(line.quantity) <= 0 and not line.get("blanket_order_line"):
			message = sentence("Row {0}: enter a quantity greater than zero.")
			findings.append(Finding("quantity", message, (str(line.idx),), line.idx))
	return findings


def check_whole_units(doc: DocumentShape) -> list[Finding]:
	"""No half bicycles: units marked as whole numbers take no decimals. One query, and only if there are decimals."""
	broken = [line for line in doc.lines if line.uom and quantity(line.quantity) % 1]
	if not broken:
		return []
	table = frappe.qb.DocType("Unit of Measure")
	units = {line.uom for line in broken}
	rows = (
		frappe.qb.from_(table)
		.select(table.name)
		.where(table.name.isin(sorted(units)) & (table.whole_number == 1))
	)
	whole = set(rows.run(pluck=True))
	message = sentence("Row {0}: {1} is sold in whole numbers only. Enter a quantity without decimals.")
	return [
		Finding("whole_number", message, (str(line.idx), line.uom), line.idx)
		for line in broken
		if line.uom in whole
	]

"""Which goods the item charges of a document belong to (domain A29): kept true while the document is filled in.

An assignment names its charge, and its target where that is a line of the same document, by row number when the document
is new, for its lines have no names yet; from then on by name, so that rows may move. What belongs to a line that is gone
goes with it. Quantities are typed or suggested; everything else here follows from them.
"""

from collections import defaultdict
from decimal import Decimal

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts import to_decimal
from sales_mgmt.charges import SHARE_DIGITS, amounts_of
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.chain import CHAINS
from sales_mgmt.kinds.lines import CHARGE, ITEM
from sales_mgmt.kinds.quantities import plain, quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import currency_digits

ORDERS = [chain.order for chain in CHAINS]
ZERO = Decimal(0)


def share(value: float | int | str | Decimal | None) -> Decimal:
	"""A quantity of an assignment, with all the decimals it is stored with."""
	return to_decimal(value, SHARE_DIGITS)


def fill_assignments(doc: DocumentShape) -> None:
	"""Names, quantities to handle and amounts of the assignments; what is not assigned, on the charge lines."""
	rows = doc.get("charge_assignments") or []
	if rows:
		rows = _settle_lines(doc, rows)
		_fill_from_entries(doc, rows)
		_settle_quantities(doc, rows)
		doc.set("charge_assignments", rows)
		for index, row in enumerate(rows, start=1):
			row.idx = index
	by_charge: dict[str, list[Document]] = defaultdict(list)
	for row in rows:
		by_charge[row.charge_line].append(row)
	for line in doc.lines:
		if line.type == CHARGE:
			_fill_amounts(doc, line, by_charge[line.name])
		elif line.get("qty_not_assigned"):
			line.qty_not_assigned = 0


def _settle_lines(doc: DocumentShape, rows: list[Document]) -> list[Document]:
	"""The rows whose lines are still there, each with name and row of its lines."""
	by_name = {line.name: line for line in doc.lines if line.name}
	by_row = {line.idx: line for line in doc.lines}
	# Inserting has just given the lines new names, so only row numbers tell which one is meant.
	inserting = doc.is_new() and not doc.flags.only_calculating
	kept = []
	for row in rows:
		named, posted = (row.charge_line, row.target_line), bool(row.item_ledger_entry)
		if inserting:
			row.charge_line = row.target_line = None
		charge = by_name.get(row.charge_line) or (None if row.charge_line else by_row.get(row.charge_row))
		target = None
		if not posted:
			target = by_name.get(row.target_line) or (None if row.target_line else by_row.get(row.target_row))
		gone = not charge or not (posted or target)
		if gone and any(named) and not inserting:
			continue
		row.charge_line, row.charge_row = (charge.name, charge.idx) if charge else (None, row.charge_row)
		row.target_line, row.target_row = (target.name, target.idx) if target else (None, None)
		row.item_charge = charge and charge.item_charge
		if target:
			row.item, row.description, row.posted_no = target.item, (target.description or "")[:140], None
		kept.append(row)
	return kept


def _fill_from_entries(doc: DocumentShape, rows: list[Document]) -> None:
	"""What the entries of posted goods say. One query, or none."""
	names = sorted({row.item_ledger_entry for row in rows if row.item_ledger_entry})
	doc.flags.charged_entries = {}
	if not names:
		return
	entry = frappe.qb.DocType("Item Ledger Entry")
	found = (
		frappe.qb.from_(entry)
		.select(entry.name, entry.item, entry.description, entry.posted_no, entry.customer, entry.correction)
		.where(entry.name.isin(names))
		.run(as_dict=True)
	)
	doc.flags.charged_entries = {each.name: each for each in found}
	for row in rows:
		if each := doc.flags.charged_entries.get(row.item_ledger_entry):
			row.item, row.description, row.posted_no = each.item, each.description, each.posted_no


def _settle_quantities(doc: DocumentShape, rows: list[Document]) -> None:
	"""What is posted is the server's; the quantity to handle follows a changed quantity to assign."""
	stored = doc.get_doc_before_save()
	before = {row.name: row for row in stored.get("charge_assignments") or []} if stored else {}
	on_order = doc.doctype in ORDERS
	for row in rows:
		was = before.get(row.name)
		if not doc.flags.only_calculating or was:
			row.qty_assigned = was.qty_assigned if was else 0
			row.source_row = was.source_row if was else None
		left = max(share(row.qty_to_assign) - share(row.qty_assigned), ZERO)
		changed = was and share(was.qty_to_assign) != share(row.qty_to_assign)
		same = was and share(was.qty_to_handle) == share(row.qty_to_handle)
		if not on_order or row.get("qty_to_handle") is None or (changed and same):
			row.qty_to_handle = float(left)


def _fill_amounts(doc: DocumentShape, line: Document, rows: list[Document]) -> None:
	whole = quantity(line.quantity)
	shares = [share(row.qty_to_assign) for row in rows]
	line.qty_not_assigned = float(whole - sum(shares, ZERO))
	if not whole:
		return
	digits = currency_digits(doc.currency)
	amounts = amounts_of(to_decimal(line.line_amount, digits), shares, whole, digits)
	for row, amount in zip(rows, amounts, strict=True):
		row.amount = float(amount)


def check_assignments(doc: DocumentShape) -> list[Finding]:
	"""Charges belong to goods of this document or goods of its customer, and to no more than is charged."""
	rows = doc.get("charge_assignments") or []
	if not rows:
		return []
	lines = {line.name: line for line in doc.lines}
	entries = doc.flags.charged_entries or {}
	findings, totals = [], defaultdict(Decimal)
	for row in rows:
		totals[row.charge_line] += share(row.qty_to_assign)
		message, values = _objection(doc, row, lines, entries)
		if message:
			number = str(row.charge_row or row.idx)
			findings.append(Finding("charge_target", message, (number, *values), row.charge_row or None))
	for name, total in totals.items():
		line = lines.get(name)
		if line and line.type == CHARGE and total > quantity(line.quantity):
			message = sentence("Row {0}: {1} are assigned, but only {2} are charged. Assign less.")
			values = (str(line.idx), plain(total), plain(quantity(line.quantity)))
			findings.append(Finding("charge_quantity", message, values, line.idx))
	return [*findings, *_check_removed(doc, rows)]


def _objection(
	doc: DocumentShape, row: Document, lines: dict[str, Document], entries: dict[str, "frappe._dict"]
) -> tuple[str | None, tuple[str, ...]]:
	charge, target, entry = (
		lines.get(row.charge_line),
		lines.get(row.target_line),
		entries.get(row.item_ledger_entry),
	)
	if not charge or charge.type != CHARGE:
		return sentence("Row {0}: only an item charge can be assigned to goods."), ()
	if not row.item_ledger_entry and (not target or target.type != ITEM or not target.item):
		return sentence("Row {0}: assign the item charge to rows with an item."), ()
	if row.item_ledger_entry and (not entry or entry.correction):
		return sentence(
			"Row {0}: the posted goods that the item charge is assigned to do not exist, or were undone."
		), ()
	if entry and entry.customer != doc.customer:
		return sentence("Row {0}: the goods of {1} are another customer's. Choose goods of this one."), (
			entry.posted_no,
		)
	to_assign, to_handle, assigned = (
		share(row.get(field)) for field in ("qty_to_assign", "qty_to_handle", "qty_assigned")
	)
	if to_assign < assigned or to_assign < 0:
		return sentence("Row {0}: {1} of the item charge are posted already. Assign that or more."), (
			plain(assigned),
		)
	if to_handle < 0 or to_handle > to_assign - assigned:
		return sentence("Row {0}: at most {1} can be handled of what is assigned to {2}."), (
			plain(to_assign - assigned),
			row.item or "",
		)
	return None, ()


def _check_removed(doc: DocumentShape, rows: list[Document]) -> list[Finding]:
	stored = doc.get_doc_before_save()
	kept = {row.name for row in rows}
	message = sentence("Row {0}: what is posted of an item charge stays assigned.")
	return [
		Finding("charge_posted", message, (str(row.charge_row),), row.charge_row)
		for row in (stored.get("charge_assignments") or [] if stored else [])
		if row.name not in kept and share(row.qty_assigned)
	]

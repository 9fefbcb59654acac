"""Goods that an item charge of a document may belong to, and assigning it to them (domain A29).

Those are the item lines of the document itself, and what was shipped to its customer, or came back from there, before.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from pypika import Order

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.amounts.quantities import in_base
from sales_mgmt.charges import METHODS, NothingToGoBy, Target, suggest
from sales_mgmt.documents.charges.assignments import ORDERS, share
from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.lines import CHARGE, ITEM
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.masters.masters import by_name
from sales_mgmt.storage.write import new_name
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, said

POSTED = ("Sales Shipment", "Return Receipt")
MOST = 50
"""Posted lines that are offered at once, newest first. A search finds the others."""


def charge_line(doc: Document, name: str) -> Document:
	"""The line of that name, if it is an item charge. Raises ValidationError otherwise."""
	line = next((line for line in doc.lines if line.name == name), None)
	if line is None or line.type != CHARGE:
		frappe.throw(
			said(_("{0} is no item charge of {1}. Choose a row of type Item Charge.")).format(name, doc.name)
		)
	return line


def targets(doc: Document, line: Document, search: str | None = None) -> list[dict[str, Any]]:
	"""What the charge is, or may be, assigned to: rows of the document first, then posted goods, newest first.

	[{line, entry, doctype, document, posted_no, posting_date, row, item, description, quantity, uom, amount, qty_to_assign,
	qty_to_handle, qty_assigned, assigned_amount}]
	"""
	assigned = [row for row in doc.get("charge_assignments") or [] if row.charge_line == line.name]
	own = {row.target_line: row for row in assigned if row.target_line}
	posted = {row.item_ledger_entry: row for row in assigned if row.item_ledger_entry}
	result = [
		_with_share(_own_target(doc, target), own.get(target.name))
		for target in doc.lines
		if target.type == ITEM and target.item
	]
	rows = posted_goods(doc.customer, entries=list(posted)) if posted else []
	rows += [row for row in posted_goods(doc.customer, search=search) if row["entry"] not in posted]
	return [*result, *[_with_share(row, posted.get(row["entry"])) for row in rows]]


def _own_target(doc: Document, line: Document) -> dict[str, Any]:
	return {
		"line": line.name,
		"entry": None,
		"doctype": doc.doctype,
		"document": doc.name,
		"posted_no": None,
		"posting_date": None,
		"row": line.idx,
		"item": line.item,
		"description": line.description,
		"quantity": line.quantity,
		"uom": line.uom,
		"amount": line.line_amount,
	}


def _with_share(target: dict[str, Any], row: Document | None) -> dict[str, Any]:
	fields = ("qty_to_assign", "qty_to_handle", "qty_assigned")
	values = {field: (row.get(field) or 0) if row else 0 for field in fields}
	return {**target, **values, "assigned_amount": (row.amount or 0) if row else 0}


def posted_goods(
	customer: str,
	entries: Sequence[str] | None = None,
	lines: Sequence[str] | None = None,
	search: str | None = None,
) -> list[dict[str, Any]]:
	"""Posted lines with goods of a customer: those of `entries` or of `lines`, or the newest ones. Two queries."""
	found: list[dict[str, Any]] = []
	for doctype in filter(frappe.has_permission, POSTED):
		head, line, entry = (
			frappe.qb.DocType(name) for name in (doctype, f"{doctype} Line", "Item Ledger Entry")
		)
		query = (
			frappe.qb.from_(line)
			.join(head)
			.on((head.name == line.parent) & (line.parenttype == doctype))
			.join(entry)
			.on(entry.name == line.item_ledger_entry)
			.select(
				line.name.as_("line"),
				entry.name.as_("entry"),
				head.name.as_("document"),
				head.posted_no,
				head.posting_date,
				line.idx.as_("row"),
				line.item,
				line.description,
				line.quantity,
				line.uom,
				entry.sales_amount.as_("amount"),
				entry.quantity.as_("base_quantity"),
			)
			.where((head.docstatus == 1) & (head.customer == customer) & (line.correction == 0))
			.orderby(head.posting_date, order=Order.desc)
			.orderby(head.posted_no, order=Order.desc)
			.orderby(line.idx)
		)
		if entries is not None:
			query = query.where(entry.name.isin(list(entries)))
		elif lines is not None:
			query = query.where(line.name.isin(list(lines)))
		else:
			query = query.limit(MOST)
		if search:
			like = f"%{search}%"
			query = query.where(
				head.posted_no.like(like) | line.item.like(like) | line.description.like(like)
			)
		query = restrict(query, doctype)
		found += [{**row, "doctype": doctype} for row in query.run(as_dict=True)]
	found.sort(key=lambda row: (row["posting_date"], row["posted_no"], -row["row"]), reverse=True)
	return found[:MOST] if entries is None and lines is None else found


def suggest_assignment(
	doc: Document, line: Document, method: str, names: Iterable[str] | None = None
) -> None:
	"""Divide what is not posted of the charge over lines: those named, else those it has, else all of the document.

	The document is not saved. Raises ValidationError where nothing says how to divide.
	"""
	if method not in METHODS:
		frappe.throw(said(_("Divide by one of these: {0}.")).format(", ".join(_(each) for each in METHODS)))
	goods = _chosen(doc, line, list(names) if names is not None else None)
	if not goods:
		frappe.throw(
			_("There are no goods to assign the charge to. Add a line with an item, or choose posted goods.")
		)
	items = by_name("Item", ("name", "net_weight", "volume"), {row["item"] for row in goods})
	measured = [
		Target(
			quantity=quantity(row["base_quantity"])
			if row.get("base_quantity")
			else in_base(quantity(row["quantity"]), factor_of(row)),
			amount=to_decimal(row["amount"]),
			unit_weight=to_decimal(items[row["item"]].net_weight),
			unit_volume=to_decimal(items[row["item"]].volume),
		)
		for row in goods
	]
	done = {_key(row): share(row.qty_assigned) for row in _rows(doc, line)}
	left = quantity(line.quantity) - sum(done.values(), Decimal(0))
	try:
		shares = suggest(left, measured, method)
	except NothingToGoBy:
		frappe.throw(
			said(
				_(
					"The goods have nothing to divide by ({0}). Fill it in on the items, or choose another method."
				)
			).format(_(method))
		)
	keys = [(row["line"] if not row["entry"] else None, row["entry"]) for row in goods]
	wanted = {key: part + done.get(key, Decimal(0)) for key, part in zip(keys, shares, strict=True)}
	_replace(doc, line, wanted, {})


def _chosen(doc: Document, line: Document, names: list[str] | None) -> list[dict[str, Any]]:
	own = {row.name: row for row in doc.lines if row.type == ITEM and row.item}
	posted: list[dict[str, Any]] = []
	if names is None:
		rows = _rows(doc, line)
		names = [row.target_line for row in rows if row.target_line]
		if entries := [row.item_ledger_entry for row in rows if row.item_ledger_entry]:
			posted = posted_goods(doc.customer, entries=entries)
		names = names or ([] if posted else list(own))
	elif others := [name for name in names if name not in own]:
		posted = _posted_of(doc, others)
	chosen = [
		{**_own_target(doc, own[name]), "qty_per_uom": own[name].qty_per_uom} for name in own if name in names
	]
	return chosen + posted


def _posted_of(doc: Document, names: Sequence[str]) -> list[dict[str, Any]]:
	"""Posted lines by name. Raises ValidationError for what is none of the document's customer."""
	found = posted_goods(doc.customer, lines=names)
	if unknown := sorted(set(names) - {row["line"] for row in found}):
		frappe.throw(
			said(
				_(
					"{0} is no line of this document, and no posted line of customer {1}. Choose among the goods offered."
				)
			).format(bold(unknown[0]), bold(customer_named(doc.customer)))
		)
	return found


def assign(doc: Document, line: Document, chosen: Iterable[dict[str, Any]]) -> None:
	"""Assign the charge to exactly these: [{line or entry, quantity, qty_to_handle}]. The document is not saved.

	`line` names a line of the document, or a posted line. Without `qty_to_handle` the next posting handles all of it.
	"""
	chosen = list(chosen)
	own = {row.name for row in doc.lines}
	others = [each["line"] for each in chosen if not each.get("entry") and each.get("line") not in own]
	entry_of = {row["line"]: row["entry"] for row in _posted_of(doc, others)} if others else {}
	wanted: dict[tuple, Decimal] = {}
	handled: dict[tuple, float] = {}
	for each in chosen:
		name, entry = each.get("line"), each.get("entry") or entry_of.get(each.get("line"))
		key = (None, entry) if entry else (name, None)
		wanted[key] = wanted.get(key, Decimal(0)) + share(each.get("quantity"))
		if doc.doctype in ORDERS and each.get("qty_to_handle") is not None:
			handled[key] = each["qty_to_handle"]
	_replace(doc, line, wanted, handled)


def _rows(doc: Document, line: Document) -> list[Document]:
	return [row for row in doc.get("charge_assignments") or [] if row.charge_line == line.name]


def _key(row: Document) -> tuple:
	return (None, row.item_ledger_entry) if row.item_ledger_entry else (row.target_line, None)


def _replace(
	doc: Document, line: Document, wanted: dict[tuple, Decimal], handled: dict[tuple, float]
) -> None:
	"""Rows of the charge become those wanted; a row that stays keeps its name, and what is posted of it."""
	before = {_key(row): row for row in _rows(doc, line)}
	if wrong := [key for key, part in wanted.items() if part < 0]:
		message = sentence("Row {0}: a quantity to assign can not be negative ({1}).")
		refuse([Finding("charge_quantity", message, (str(line.idx), str(wanted[wrong[0]])), line.idx)])
	kept = [row for row in doc.get("charge_assignments") or [] if row.charge_line != line.name]
	kept += [row for key, row in before.items() if row.qty_assigned and key not in wanted]
	doc.set("charge_assignments", kept)
	for key, part in wanted.items():
		row = before.get(key)
		if not part and not (row and row.qty_assigned):
			continue
		if row:
			doc.charge_assignments.append(row)
		else:
			target, entry = key
			row = doc.append(
				"charge_assignments",
				{
					"name": new_name(),
					"charge_line": line.name,
					"target_line": target,
					"item_ledger_entry": entry,
				},
			)
			row.set("__islocal", 1)
		row.update({"qty_to_assign": float(part), "qty_to_handle": handled.get(key)})

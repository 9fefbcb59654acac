"""A unit of an item that is redefined: allowed, and told (domain section 3).

How many base units a unit holds stands on every line since the unit was chosen, and stays there through the whole chain.
So another factor holds for what comes; whoever changes it is told which open documents still count by the old one.
"""

from collections.abc import Iterable
from decimal import Decimal

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.texts.messages import link, shown

LINES = {
	"Sales Quote": "Sales Line",
	"Sales Order": "Sales Line",
	"Sales Return Order": "Sales Line",
	"Sales Invoice": "Sales Invoice Line",
	"Sales Credit Memo": "Sales Credit Memo Line",
}
FINAL = ("Completed", "Ordered", "Lost", "Cancelled")
"""Statuses of documents of which nothing is posted any more."""

MOST_NAMED = 20

FACTOR_DIGITS = 9
"""What the database keeps of a factor."""


def round_factors(item: Document) -> None:
	"""A factor is what is stored of it: one too small for that is none."""
	for row in item.units:
		row.qty_per_unit = float(to_decimal(row.qty_per_unit, FACTOR_DIGITS))


def changed_units(item: Document, stored: Document) -> dict[str, tuple[Decimal, Decimal | None]]:
	"""{unit: (factor before, factor now)} of the units that hold something else now, or are gone (None)."""
	now = {row.uom: to_decimal(row.qty_per_unit) for row in item.units}
	before = {row.uom: to_decimal(row.qty_per_unit) for row in stored.units}
	return {uom: (was, now.get(uom)) for uom, was in before.items() if now.get(uom) != was}


def warn_of_open_documents(item: Document) -> None:
	"""Name the open documents that keep the old factor. One query for each kind of document, and only after a change."""
	stored = item.get_doc_before_save()
	changed = changed_units(item, stored) if stored else {}
	if not changed:
		return
	found = [
		(doctype, name)
		for doctype in LINES
		if frappe.has_permission(doctype, "read")
		for name in _open_documents(doctype, item.name, changed)
	]
	if not found:
		return
	told = [_change(uom, *factors, item.base_uom) for uom, factors in changed.items()]
	told.append(
		_(
			"These open documents keep the quantity per unit that they were written with. Enter a line anew to"
			" use the new one:"
		)
	)
	links = [f"{_(doctype)} {link(doctype, name)}" for doctype, name in found[:MOST_NAMED]]
	if len(found) > MOST_NAMED:
		links.append(_("{0} more").format(len(found) - MOST_NAMED))
	frappe.msgprint(
		"<br>".join([*map(shown, told), *links]), title=_("The Unit Is Redefined"), indicator="orange"
	)


def _change(uom: str, was: Decimal, now: Decimal | None, base_uom: str) -> str:
	if now is None:
		return _("{0} of {1} {2} is no unit of the item any more.").format(uom, plain(was), base_uom)
	return _("{0} holds {1} {2} from now on, and held {3}.").format(uom, plain(now), base_uom, plain(was))


def _open_documents(doctype: str, item: str, units: Iterable[str]) -> list[str]:
	head, line = frappe.qb.DocType(doctype), frappe.qb.DocType(LINES[doctype])
	query = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (line.parenttype == doctype))
		.select(head.name)
		.distinct()
		.where((line.item == item) & line.uom.isin(sorted(units)))
		.where((head.docstatus == 0) & head.status.notin(FINAL))
		.orderby(head.name)
	)
	return restrict(query, doctype).run(pluck=True)

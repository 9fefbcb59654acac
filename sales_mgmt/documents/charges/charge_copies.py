"""Assignments of item charges travel with their charge, from document to document (domain A29).

Rows of the new document are named by number, since they have no names before it is stored. Where a target stays behind,
so does its share, and the charge shows that something is not assigned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from frappe.model.document import Document

from sales_mgmt.amounts import spread, to_decimal
from sales_mgmt.charges import SHARE_DIGITS
from sales_mgmt.documents.charges.assignments import share
from sales_mgmt.documents.charges.charged import charged_entries
from sales_mgmt.kinds.chain import SALE
from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.kinds.quantities import quantity

ZERO = Decimal(0)


def carry_assignments(
	source: Document, target: Document, rows: Mapping[str, Document], posted_too: bool = True
) -> None:
	"""Assign charges of `target` as those of `source` are. `rows`: rows of the target by the source's line name.

	A charge that travels in part takes its part of each share. `posted_too`: also goods that were posted before, which
	are one customer's.
	"""
	for charge, carried in _carried(source, rows, posted_too).items():
		line, row = _line(source, charge), rows[charge]
		if whole := quantity(line.quantity):
			weights = [share(assigned.qty_to_assign) for assigned, _target in carried]
			_assign(target, row, carried, weights, sum(weights, ZERO) * quantity(row.quantity) / whole)


def carry_handled(order: Document, target: Document, rows: Mapping[str, Document]) -> None:
	"""Assign the charges of an invoice as the order wants its next posting to: by the quantities to handle."""
	for charge, carried in _carried(order, rows, True).items():
		weights = [share(assigned.qty_to_handle) for assigned, _target in carried]
		row = rows[charge]
		_assign(target, row, carried, weights, min(sum(weights, ZERO), quantity(row.quantity)))


def _carried(
	source: Document, rows: Mapping[str, Document], posted_too: bool
) -> dict[str, list[tuple[Document, Document | None]]]:
	"""By charge line of the source: its assignments that travel, with the row that each belongs to."""
	carried: dict[str, list[tuple[Document, Document | None]]] = defaultdict(list)
	for assigned in source.get("charge_assignments") or []:
		target = rows.get(assigned.target_line)
		if assigned.charge_line in rows and (target or (assigned.item_ledger_entry and posted_too)):
			carried[assigned.charge_line].append((assigned, target))
	return carried


def _line(doc: Document, name: str) -> Document:
	return next(line for line in doc.lines if line.name == name)


def _assign(
	doc: Document,
	charge: Document,
	carried: Iterable[tuple[Document, Document | None]],
	weights: list[Decimal],
	total: Decimal,
) -> None:
	if not sum(weights, ZERO):
		return
	shares = spread(round(total, SHARE_DIGITS), weights, SHARE_DIGITS)
	for (assigned, target), part in zip(carried, shares, strict=True):
		doc.append(
			"charge_assignments",
			{
				"charge_row": charge.idx,
				"target_row": target and target.idx,
				"item_ledger_entry": None if target else assigned.item_ledger_entry,
				"qty_to_assign": float(part),
			},
		)


def assign_as_billed(doc: Document, charges: Mapping[str, Document]) -> None:
	"""Charges that give back what an invoice billed belong to the goods that it charged: by invoice line, rows of a return."""
	found = charged_entries(charges, SALE)
	for line, entries in found.items():
		row = charges[line]
		weights = [abs(to_decimal(amount)) for _entry, amount in entries]
		if row.type != CHARGE or not sum(weights, ZERO):
			continue
		shares = spread(quantity(row.quantity), weights, SHARE_DIGITS)
		for (entry, _amount), part in zip(entries, shares, strict=True):
			doc.append(
				"charge_assignments",
				{"charge_row": row.idx, "item_ledger_entry": entry, "qty_to_assign": float(part)},
			)

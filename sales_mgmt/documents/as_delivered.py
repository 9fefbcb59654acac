"""What a delivery note says beside its lines, as it was when the goods left: what stays on back order, and what they weigh.

Orders change and ship on, items get other weights; so both are kept with `printed_as` (`as_printed.py`). Quantities on back
order are in the unit of the line: ordered, less what was given up, what had been shipped and what leaves now. Weights are
kilograms per base unit, by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from frappe.model.document import Document

from sales_mgmt.amounts import to_decimal

GOODS = "Item"


def goods_only(lines: Iterable[Document], services: set[str]) -> list[Document]:
	"""The lines of a delivery note: goods, and the comments under them.

	Charges and amounts to accounts are billed, not handed over; what is said under them is left out with them. Hours of work
	are printed where nothing else was delivered.
	"""
	kept: list[Document] = []
	below_goods = True
	for line in lines:
		if line.type != "Comment":
			below_goods = line.type == GOODS and line.item not in services
		if below_goods:
			kept.append(line)
	if any(line.type == GOODS for line in kept) or not services:
		return kept
	return goods_only(lines, set())


def weight_of(lines: Iterable[Document], weights: Mapping[str, Any]) -> Decimal:
	"""Kilograms of all lines together."""
	return sum(
		(
			to_decimal(line.quantity) * to_decimal(line.qty_per_uom or 1) * to_decimal(weights.get(line.item))
			for line in lines
			if line.type == GOODS
		),
		Decimal(0),
	)

"""The way through the warehouse: what one picking list asks for, shelf by shelf (domain A07). Pure: imports no frappe.

Lines of the same item, unit and location are one thing to take, and stand there once with their sum. Shelves come in the
order of their figures, A-2 before A-12; what lies on no shelf comes last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sales_mgmt.amounts import to_decimal

SUMS = ("quantity", "base_quantity")
FIGURES = re.compile(r"(\d+)")


def to_walk(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
	"""The rows to pick, from lines with item, uom, location, shelf, description, quantity and base_quantity.

	Descriptions that differ are all there, one under the other, for each may say how the goods are wanted.
	"""
	rows: dict[tuple, dict[str, Any]] = {}
	for line in lines:
		row = rows.setdefault(
			(line["item"], line["uom"], line["location"]), {**line, **dict.fromkeys(SUMS, Decimal(0))}
		)
		for field in SUMS:
			row[field] += to_decimal(line[field])
		row.setdefault("descriptions", {})[line["description"] or ""] = None
	for row in rows.values():
		row["description"] = "\n".join(filter(None, row.pop("descriptions")))
	return sorted(rows.values(), key=lambda row: (place(row), row["uom"] or ""))


def place(row: Mapping[str, Any]) -> tuple:
	"""Where on the way an item lies: by location, shelf and its own number."""
	shelf = row["shelf"] or ""
	return row["location"] or "", not shelf, natural(shelf), natural(row["item"]), row["item"]


def natural(text: str) -> list[tuple[bool, int, str]]:
	"""A key that orders texts by the numbers in them."""
	parts = FIGURES.split(text.upper())
	return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]

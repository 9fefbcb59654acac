"""Aligned tables for a terminal: text to the left, numbers to the right, sums under them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

INDENT = "    "


@dataclass(frozen=True)
class Column:
	"""`kind`: text, money (two decimals, thousands), number (no zeros at the end). `total`: the column is summed up."""

	title: str
	field: str
	kind: str = "text"
	total: bool = False


def table(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> str:
	"""The rows as lines of text, with a heading and, where a column is summed up, a last line of sums."""
	rows = list(rows)
	lines = [[column.title for column in columns]]
	lines += [[shown(column.kind, row.get(column.field)) for column in columns] for row in rows]
	rules = {0}
	if any(column.total for column in columns):
		rules.add(len(lines) - 1)
		lines.append([_sum(column, rows) for column in columns])
	widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
	text = []
	for number, line in enumerate(lines):
		cells = (
			_aligned(column, cell, width) for column, cell, width in zip(columns, line, widths, strict=True)
		)
		text.append((INDENT + "  ".join(cells)).rstrip())
		if number in rules:
			text.append(INDENT + "  ".join("─" * width for width in widths))
	return "\n".join(text)


def shown(kind: str, value: Any) -> str:
	if kind == "text":
		return "" if value is None else str(value)
	if kind == "number":
		return f"{_exact(value).normalize():,f}"
	return f"{_exact(value):,.2f}"


def _sum(column: Column, rows: list[Mapping[str, Any]]) -> str:
	if not column.total:
		return ""
	return shown(column.kind, sum((_exact(row.get(column.field)) for row in rows), Decimal(0)))


def _aligned(column: Column, cell: str, width: int) -> str:
	return cell.ljust(width) if column.kind == "text" else cell.rjust(width)


def _exact(value: Any) -> Decimal:
	return Decimal(str(value or 0))

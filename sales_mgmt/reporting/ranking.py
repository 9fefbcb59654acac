"""The first of a list by size, and what the others come to. Pure."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

Row = TypeVar("Row")


def ranked(
	rows: Iterable[Row], count: int, size: Callable[[Row], Decimal], name: Callable[[Row], str]
) -> tuple[list[Row], list[Row]]:
	"""The `count` biggest rows, biggest first, and the rest. Rows of one size stand in the order of their names."""
	in_order = sorted(rows, key=lambda row: (-size(row), name(row)))
	return in_order[:count], in_order[count:]

"""Stock levels, written after a posting."""

from collections.abc import Iterable

from sales_mgmt.posting.core.facts import StockKey, StockLevel
from sales_mgmt.posting.reading.stock import _rows
from sales_mgmt.storage.write import insert_rows, update_rows


def write_levels(levels: Iterable[tuple[StockKey, StockLevel]]) -> None:
	"""Store new levels: one UPDATE for the rows that exist, one INSERT for new ones. They were read with `lock` before."""
	levels = list(levels)
	existing = _rows([key for key, _level in levels], lock=True)
	update_rows(
		"Stock Level",
		{
			existing[key][0]: {"quantity": level.quantity, "cost_amount": level.cost_amount}
			for key, level in levels
			if key in existing
		},
	)
	insert_rows(
		"Stock Level",
		[
			{"item": key[0], "location": key[1], "quantity": level.quantity, "cost_amount": level.cost_amount}
			for key, level in levels
			if key not in existing
		],
	)

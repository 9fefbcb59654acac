"""What reports answer with beside their rows: totals, charts and the figures above them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from frappe import _

from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting.columns import Column
from sales_mgmt.settings import get_settings

BLUE, GREEN, RED, ORANGE = "#449CF0", "#48BB74", "#F56B6B", "#F6A94B"

Row = dict[str, Any]


def local_currency() -> str:
	return get_settings().local_currency


def amounts_note(net: bool = True) -> str:
	"""In which currency the amounts are, said above the rows."""
	if net:
		return _("Amounts are in {0}, without VAT.").format(local_currency())
	return _("Amounts are in {0}.").format(local_currency())


def summed(rows: Iterable[Row], fields: Sequence[str]) -> dict[str, float]:
	"""Sums without the noise of binary fractions."""
	rows = list(rows)
	return {field: float(sum((to_decimal(row.get(field)) for row in rows), Decimal(0))) for field in fields}


def total_row(
	rows: Sequence[Row], columns: Sequence[Column], fields: Sequence[str], **more: Any
) -> list[Row]:
	"""One row with the sums of `fields`, or none where there is nothing to add up.

	Links are blank, not missing: Frappe looks for a missing one among the user permissions and drops the row.
	"""
	if not rows:
		return []
	blank = {column["fieldname"]: "" for column in columns if column["fieldtype"] in ("Link", "Data")}
	label = next(column["fieldname"] for column in columns if column["fieldtype"] == "Data")
	return [
		{
			**blank,
			label: _("Total"),
			**summed(rows, fields),
			"currency": local_currency(),
			**more,
			"is_total": 1,
			"bold": 1,
		}
	]


def bars(
	labels: Sequence[str],
	values: dict[str, Sequence[float]],
	money: bool = True,
	colours: Sequence[str] = (BLUE,),
) -> dict[str, Any] | None:
	"""A bar chart; `values` by name of the dataset. None for a single bar: it compares nothing and takes its room."""
	if not labels or len(labels) * len(values) == 1:
		return None
	chart = {
		"data": {
			"labels": list(labels),
			"datasets": [{"name": name, "values": list(numbers)} for name, numbers in values.items()],
		},
		"type": "bar",
		"fieldtype": "Currency" if money else "Float",
		"colors": list(colours),
		"axisOptions": {"xAxisMode": "tick", "shortenYAxisNumbers": 1},
	}
	return {**chart, "options": "currency", "currency": local_currency()} if money else chart


def figure(label: str, value: float, indicator: str = "Blue", datatype: str = "Currency") -> dict[str, Any]:
	"""One of the figures above a report."""
	own = {"currency": local_currency()} if datatype == "Currency" else {}
	return {"label": label, "value": round(value, 9), "datatype": datatype, "indicator": indicator, **own}

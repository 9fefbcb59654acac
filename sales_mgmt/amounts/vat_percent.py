"""The VAT percentage in force: by date, and none where the buyer accounts for the VAT."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sales_mgmt.dates import in_force


def percent_in_force(
	reverse_charge: bool, percent: Decimal, changes: Iterable[tuple[date, Decimal]], on: date
) -> Decimal:
	"""`changes` are (starting date, percent); before the first of them `percent` holds."""
	if reverse_charge:
		return Decimal(0)
	changed = in_force(changes, on)
	return percent if changed is None else changed

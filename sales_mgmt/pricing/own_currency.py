"""What is agreed in the document's currency stands alone; what is agreed in local currency stands in for it.

One rule for prices, line discounts and the terms of invoice discounts, each among themselves. Domain: A30.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class InCurrency(Protocol):
	"""Anything with a currency; blank is local currency."""

	@property
	def currency(self) -> str | None: ...


Row = TypeVar("Row", bound=InCurrency)


def own_currency_first(rows: Iterable[Row], currency: str, local_currency: str) -> list[Row]:
	"""The rows in the document's currency when there are any, otherwise those in local currency."""
	rows = list(rows)

	def stated_in(wanted: str) -> list[Row]:
		return [row for row in rows if (row.currency or local_currency) == wanted]

	return stated_in(currency) or stated_in(local_currency)

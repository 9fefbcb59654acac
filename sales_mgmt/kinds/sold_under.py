"""Which sale a line takes back, and the VAT group that it was sold under (domain 4.5)."""

from collections.abc import Mapping
from typing import Protocol, TypeVar

Invoiced, Left = TypeVar("Invoiced"), TypeVar("Left")


class SoldUnder(Protocol):
	"""What says under which VAT business group something was sold."""

	@property
	def vat_business_group(self) -> str | None: ...


def sale_behind(
	invoice_line: str | None,
	entry: str | None,
	invoiced: Mapping[str, Invoiced],
	left: Mapping[str, Left],
) -> Invoiced | Left | None:
	"""The sale that a line takes back: of the invoice line that it names, else of the entry by which the goods left."""
	return invoiced.get(invoice_line) if invoice_line else left.get(entry or "")


def vat_group_sold_under(sale: SoldUnder | None, own: str | None) -> str | None:
	"""That of the sale which is taken back; where there is none, or it does not say, the document's own."""
	return (sale.vat_business_group if sale else None) or own

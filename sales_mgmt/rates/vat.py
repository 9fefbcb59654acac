"""VAT of a pair of groups."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class VatSetup:
	"""Setup of a pair of VAT groups on the VAT date. Where the buyer accounts for the VAT, the percentage is 0."""

	vat_percent: Decimal
	sales_vat_account: str | None

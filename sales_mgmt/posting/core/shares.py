"""Goods come back from the entry they left by: how much of it is still out, and whose it is (domain A14).

One shipment may be billed by several invoices. A line that names an invoice line takes back what that line billed of the entry;
one that names an entry only, what is left of the entry. Parts carry the remainder over what came back before, so that they
add up to the share, and the shares of an entry to the entry.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sales_mgmt.amounts.quantities import base_part, in_units, or_what_is_left
from sales_mgmt.findings.finding import Finding, sentence

ZERO = Decimal(0)

ShareKey = tuple[str, str]
"""Posted invoice line and item ledger entry."""


@dataclass(frozen=True, slots=True)
class Share:
	"""Goods that left by an entry, all of them or those that one invoice line billed. Base units, ≥ 0."""

	went: Decimal = ZERO
	came: Decimal = ZERO
	"""Of those, came back already."""

	@property
	def left(self) -> Decimal:
		return max(self.went - self.came, ZERO)

	def part(self, quantity: Decimal, factor: Decimal) -> Decimal:
		"""Base units of `quantity` > 0 that comes back next, in a unit that holds `factor`. The last part takes what is left."""
		running = base_part(in_units(self.came, factor) + quantity, factor, self.came)
		return or_what_is_left(running, self.left, factor)

	def less(self, moved: Decimal) -> "Share":
		return replace(self, came=self.came + moved)


def share_of(
	shares: Mapping[ShareKey, Share], lines_with_goods: Iterable[str], line: str | None, entry: str | None
) -> Share | None:
	"""The share of a line that names an invoice line: none of an entry that it did not bill. None where the invoice line left
	no goods, or none is named."""
	if not line or line not in lines_with_goods:
		return None
	return shares.get((line, entry or ""), Share())


def check_share(
	share: Share | None, moved: Decimal, row: int, entry: str | None, entry_no: str, invoice_no: str
) -> list[Finding]:
	"""What speaks against `moved` base units of a share coming back. Nothing is known of lines without one."""
	if share is None or moved <= ZERO:
		return []
	if entry is None:
		message = sentence(
			"Row {0}: choose in Applies from Entry with which entry the goods of invoice {1} left, or delete the row and add"
			" one of your own."
		)
		return [Finding("origin", message, (str(row), invoice_no), row)]
	if not share.went:
		message = sentence(
			"Row {0}: invoice {1} billed nothing of entry {2}. Choose the entry with which its goods left."
		)
		return [Finding("origin", message, (str(row), invoice_no, entry_no), row)]
	if moved > share.left:
		message = sentence(
			"Row {0}: {1} of the goods of entry {2} are billed by invoice {3}, and {4} came back already. Take back {5} or less."
		)
		values = (str(row), _plain(share.went), entry_no, invoice_no, _plain(share.came), _plain(share.left))
		return [Finding("returned", message, values, row)]
	return []


def _plain(quantity: Decimal) -> str:
	return f"{quantity.normalize():f}"

"""A line that is billed, or credited, in parts: every part is what the running total grows by.

part = round(running total with it) − (what is billed of it already). So the parts of a line add up to the line, in whatever
steps, in whatever order some of them were taken back. The whole is all parts with the same unit price, discount, VAT group
and rate; a line at another price or rate is no part, it is calculated for itself.

VAT stays exact where several lines of a document share it: each line brings what its VAT grows by, unrounded, and the document
carries the remainder over its lines (`vat.VatMethod`). The last part of a line brings whole cents. Domain: 7.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO, exact
from sales_mgmt.amounts.rounding import round_half_away
from sales_mgmt.amounts.spreading import portion


@dataclass(frozen=True, slots=True)
class Money:
	"""Amounts of a line in document currency: discounts and gross on the VAT basis of the prices, VAT, and both amounts in
	local currency where the parts share a rate."""

	gross: Decimal = ZERO
	line_discount: Decimal = ZERO
	invoice_discount: Decimal = ZERO
	vat: Decimal = ZERO
	net_lcy: Decimal = ZERO
	vat_lcy: Decimal = ZERO

	@property
	def basis(self) -> Decimal:
		return self.gross - self.line_discount - self.invoice_discount

	def plus(self, other: "Money", sign: int = 1) -> "Money":
		return Money(*(getattr(self, name) + sign * getattr(other, name) for name in _MONEY))


_MONEY = ("gross", "line_discount", "invoice_discount", "vat", "net_lcy", "vat_lcy")


@dataclass(frozen=True, slots=True)
class Whole:
	"""A line that is billed in parts: an order line that invoices bill, an invoice line that credit memos credit.

	`billed` is what of it is billed, as amounts; None: as much as the running total says for `billed_quantity`, which holds
	where nothing is ever taken back out of turn. `number` tells this whole from those before its price or rate changed.
	"""

	key: str
	quantity: Decimal
	unit_price: Decimal
	vat_group: str
	vat_percent: Decimal
	money: Money
	billed_quantity: Decimal = ZERO
	billed: Money | None = None
	number: int = 0
	exchange_rate: Decimal = ZERO
	"""At which the local amounts were made; 0 where they are not kept."""

	def is_whole_of(self, unit_price: Decimal, vat_group: str, vat_percent: Decimal) -> bool:
		return (self.unit_price, self.vat_group, self.vat_percent) == (unit_price, vat_group, vat_percent)


@dataclass(frozen=True, slots=True)
class PartAmounts:
	"""Amounts of a part. `vat` is exact where it is carried over the lines of a document, else whole cents.

	`local` is (net, VAT) in local currency, or None where the document converts.
	"""

	gross: Decimal
	line_discount: Decimal
	invoice_discount: Decimal
	vat: Decimal
	local: tuple[Decimal, Decimal] | None = None


@dataclass(slots=True)
class Parts:
	"""The parts that one document takes, row by row: two rows may take from the same whole."""

	prices_include_vat: bool
	digits: int
	local_digits: int = 2
	taken: dict[str, Decimal] = field(default_factory=dict)

	@exact
	def take(self, whole: Whole, quantity: Decimal, exchange_rate: Decimal = ZERO) -> PartAmounts:
		"""The next part of a whole. `quantity` and all of the whole have one sign."""
		before = self.taken.get(whole.key, whole.billed_quantity)
		after = self.taken[whole.key] = before + quantity
		until, until_vat = self._running(whole, after)
		done, done_vat = self._running(whole, before)
		if whole.billed is None:
			until_vat, done_vat = (round_half_away(vat, self.digits) for vat in (until_vat, done_vat))
		elif before == whole.billed_quantity:
			done, done_vat = whole.billed, whole.billed.vat
		return PartAmounts(
			gross=until.gross - done.gross,
			line_discount=until.line_discount - done.line_discount,
			invoice_discount=until.invoice_discount - done.invoice_discount,
			vat=until_vat - done_vat,
			local=self._local(whole, before, after)
			if exchange_rate and whole.exchange_rate == exchange_rate
			else None,
		)

	def _running(self, whole: Whole, quantity: Decimal) -> tuple[Money, Decimal]:
		"""All parts up to a quantity: amounts, and their exact VAT."""
		money = whole.money
		if quantity == whole.quantity:
			return money, money.vat
		gross = min(round_half_away(quantity * whole.unit_price, self.digits), money.gross, key=abs)
		# Shares of the rounded gross, not of the quantity: so no part is ever given away by more than it amounts to.
		line_discount = self._share(money.line_discount, gross, money.gross)
		line_amount = gross - line_discount
		invoice_discount = self._share(money.invoice_discount, line_amount, money.gross - money.line_discount)
		percent = whole.vat_percent
		divisor = 100 + percent if self.prices_include_vat else Decimal(100)
		return (
			Money(gross, line_discount, invoice_discount),
			(gross - line_discount - invoice_discount) * percent / divisor,
		)

	def _share(self, discount: Decimal, amount: Decimal, whole: Decimal) -> Decimal:
		return portion(discount, ZERO, amount, whole, self.digits) if whole else ZERO

	def _local(self, whole: Whole, before: Decimal, after: Decimal) -> tuple[Decimal, Decimal]:
		(net, vat), (net_before, vat_before) = (
			self._running_local(whole, until) for until in (after, before)
		)
		return net - net_before, vat - vat_before

	def _running_local(self, whole: Whole, quantity: Decimal) -> tuple[Decimal, Decimal]:
		"""Net and VAT in local currency of all parts up to a quantity: shares by the amounts of the parts, not by their
		quantities, so that no part is worth more, or less, than its own rounded amount."""
		net, vat = self._net_and_vat(whole, quantity)
		of_net, of_vat = self._net_and_vat(whole, whole.quantity)
		by_quantity = (quantity, whole.quantity)
		return (
			self._local_share(whole.money.net_lcy, *((net, of_net) if of_net else by_quantity)),
			self._local_share(whole.money.vat_lcy, *((vat, of_vat) if of_vat else by_quantity)),
		)

	def _net_and_vat(self, whole: Whole, quantity: Decimal) -> tuple[Decimal, Decimal]:
		money, exact_vat = self._running(whole, quantity)
		vat = round_half_away(exact_vat, self.digits)
		return money.basis - (vat if self.prices_include_vat else ZERO), vat

	def _local_share(self, total: Decimal, part: Decimal, whole: Decimal) -> Decimal:
		return portion(total, ZERO, part, whole, self.local_digits)


def carried(increments: Sequence[Decimal], digits: int) -> list[Decimal]:
	"""Exact amounts rounded one after the other, the remainder carried on: together round(sum)."""
	result, running, before = [], ZERO, ZERO
	for increment in increments:
		running += increment
		after = round_half_away(running, digits)
		result.append(after - before)
		before = after
	return result

"""Which lines of a document are parts of a whole, and what they take of it (domain 7.5).

An invoice line takes from its order line, a line of a return from the posted invoice line that it credits, or else from its
return order line. Documents ask when they are calculated, postings ask again when they are planned: the same answer.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sales_mgmt.amounts import LineAmounts, Money, PartAmounts, Parts, Whole, round_half_away


class Taking:
	"""Takes the parts of one document, row by row."""

	def __init__(
		self, prices_include_vat: bool, digits: int, exchange_rate: Decimal, local_digits: int
	) -> None:
		self._parts = Parts(prices_include_vat, digits, local_digits)
		self._rate = exchange_rate

	def part(
		self,
		wholes: Iterable[Whole | None],
		quantity: Decimal,
		unit_price: Decimal,
		vat_group: str,
		vat_percent: Decimal,
	) -> tuple[Whole | None, PartAmounts | None]:
		"""The first of `wholes` that a row is a part of, and what it amounts to."""
		for whole in wholes:
			if whole and quantity and whole.is_whole_of(unit_price, vat_group, vat_percent):
				return whole, self._parts.take(whole, quantity, self._rate)
		return None, None


def number_of(whole: Whole | None, order_line: str | None) -> int:
	"""What a posted line keeps: the number of the whole of its order line, so that it can be given back."""
	return whole.number if whole and whole.key == order_line else NO_PART


def billed_more(whole: Whole, quantity: Decimal, money: Money, sign: int = 1) -> Whole:
	"""The whole after a part of it was billed, or given back."""
	return replace(
		whole,
		billed_quantity=whole.billed_quantity + sign * quantity,
		billed=(whole.billed or Money()).plus(money, sign),
	)


PRICE_DIGITS = 5


def rest_of_price(whole: Whole, credited: Decimal, money: Money) -> Whole:
	"""What is left of an invoice line that became cheaper after the fact: its goods, for the money that is left.

	`credited` is the quantity that came back, `money` all that was given back, with goods and without. So goods that come
	back bring what they cost in the end, and all credits together never more than was invoiced.
	"""
	left, amounts = whole.quantity - credited, whole.money.plus(money, -1)
	price = round_half_away(amounts.gross / left, PRICE_DIGITS) if left > 0 else whole.unit_price
	return replace(
		whole,
		quantity=max(left, Decimal(0)),
		unit_price=price,
		money=replace(amounts, net_lcy=Decimal(0), vat_lcy=Decimal(0)),
	)


def money_of(amounts: LineAmounts) -> Money:
	return Money(
		amounts.gross_amount,
		amounts.line_discount_amount,
		amounts.invoice_discount_amount,
		amounts.vat_amount,
	)


NO_PART = -1
"""Number of the whole of a line that is part of none."""

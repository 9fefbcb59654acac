"""Who pays whom: amounts in document currency when entries of a customer are applied (domain A22, 7.6).

1. Credit memos are set off against invoices.
2. Money pays what is left of the documents: payments the invoices, refunds the credit memos. A document that is paid in
   time, or within the grace period where that is accepted, is closed by its remaining amount less the payment discount.
   Where nobody was asked, a late discount goes only to documents that the money does not cover (see `late_discounts`).
   Where all documents could be closed but for a small difference, the tolerance closes them.
3. Refunds are set off against payments.

Amounts that the user named come first, and no more than them is taken; the rest is shared out in the order of the
rows. Exceptions: a named amount never earns a tolerance; a credit memo that takes a part of an invoice takes
its part of the invoice's payment discount too. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts import round_half_away
from sales_mgmt.posting.core.entries import APPLIED, DISCOUNT, LATE_DISCOUNT, NONE, TOLERANCE
from sales_mgmt.posting.core.money.late_discounts import give_where_short
from sales_mgmt.posting.core.money.open_entry import MONEY, ApplicationRules, OpenEntry, grace_ends


@dataclass(frozen=True, slots=True)
class Move:
	"""One row of an application, in document currency. See `entries.Application`."""

	debit: OpenEntry | None
	credit: OpenEntry | None
	amount: Decimal
	kind: str = APPLIED
	discount_lost: Decimal = NONE


class Side:
	"""One entry while amounts are taken off it. Amounts without sign."""

	def __init__(self, entry: OpenEntry):
		self.entry = entry
		self.open = abs(entry.remaining_amount)
		self.named = entry.to_apply
		self.discount = min(entry.payment_discount, self.open)
		self.lost = NONE
		"""What of the payment discount went to a credit memo."""

	@property
	def is_debit(self) -> bool:
		return self.entry.remaining_amount > 0

	@property
	def is_money(self) -> bool:
		return self.entry.document_type in MONEY

	@property
	def limit(self) -> Decimal:
		return self.open if self.named is None else self.named

	def take(self, amount: Decimal) -> None:
		self.open -= amount
		if self.named is not None:
			self.named = max(self.named - amount, NONE)


def settle(entries: Iterable[OpenEntry], rules: ApplicationRules) -> tuple[list[Move], list[Side]]:
	"""The rows of the application, and what it leaves of every entry."""
	sides = [Side(entry) for entry in entries]

	def pick(debit: bool, money: bool) -> list[Side]:
		return [side for side in sides if side.is_debit == debit and side.is_money == money]

	invoices, memos, refunds, payments = (
		pick(debit, money) for debit, money in ((True, False), (False, False), (True, True), (False, True))
	)
	moves = _set_off(invoices, memos, rules)
	moves += _pay(invoices, payments, rules)
	moves += _pay(memos, refunds, rules)
	moves += _set_off(refunds, payments, rules)
	return moves, sides


def _set_off(debits: Sequence[Side], credits: Sequence[Side], rules: ApplicationRules) -> list[Move]:
	total = min(_limits(debits), _limits(credits))
	return _pair(_share_out(total, debits), _share_out(total, credits), rules)


def _limits(sides: Iterable[Side]) -> Decimal:
	return sum((side.limit for side in sides), NONE)


def _share_out(total: Decimal, sides: Sequence[Side]) -> list[tuple[Side, Decimal]]:
	"""Named amounts first, then the others in their order."""
	amounts: dict[int, Decimal] = {}
	for index, side in sorted(enumerate(sides), key=lambda item: item[1].named is None):
		amounts[index] = min(side.limit, total)
		total -= amounts[index]
	return [(side, amounts[index]) for index, side in enumerate(sides) if amounts[index]]


def _pair(
	debits: list[tuple[Side, Decimal]], credits: list[tuple[Side, Decimal]], rules: ApplicationRules
) -> list[Move]:
	"""Both lists come to the same sum. Every pair takes what the smaller of the two has left."""
	moves, waiting = [], list(reversed(credits))
	for debit, wanted in debits:
		while wanted:
			credit, given = waiting.pop()
			amount = min(wanted, given)
			moves.append(
				Move(
					debit.entry,
					credit.entry,
					amount,
					discount_lost=_lose_discount(debit, credit, amount, rules),
				)
			)
			debit.take(amount)
			credit.take(amount)
			wanted -= amount
			if given > amount:
				waiting.append((credit, given - amount))
	return moves


def _lose_discount(debit: Side, credit: Side, amount: Decimal, rules: ApplicationRules) -> Decimal:
	"""The payment discount of what a credit memo takes off an invoice."""
	if debit.is_money or credit.is_money or not credit.discount:
		return NONE
	lost = min(debit.discount, round_half_away(credit.discount * amount / credit.open, rules.digits))
	for side in (debit, credit):
		side.discount -= lost
		side.lost += lost
	return lost


@dataclass(slots=True)
class Paid:
	"""What money does to a document: `amount` is paid, the rest of what it loses is discount and tolerance."""

	side: Side
	discount: Decimal
	kind: str
	late_discount: Decimal = NONE
	"""A discount that is late and that nobody has decided about."""
	amount: Decimal = NONE
	tolerance: Decimal = NONE
	closes: bool = False

	@property
	def need(self) -> Decimal:
		"""What closes the document."""
		return self.side.open - self.discount

	@property
	def named(self) -> bool:
		return self.side.named is not None

	@property
	def tolerated(self) -> Decimal:
		return self.side.entry.tolerance

	def give_late_discount(self) -> None:
		self.discount, self.kind = self.late_discount, LATE_DISCOUNT

	def take_late_discount_back(self) -> None:
		self.discount, self.kind = NONE, DISCOUNT


def _pay(documents: Sequence[Side], money: Sequence[Side], rules: ApplicationRules) -> list[Move]:
	documents = [side for side in documents if side.limit]
	free = _limits(money)
	if not documents or not free:
		return []
	paid_on = max((side.entry.posting_date for side in money if side.entry.posting_date), default=None)
	paid = [Paid(side, *_discount(side, paid_on or rules.posting_date, rules)) for side in documents]
	if rules.late_discount_if_short:
		give_where_short(paid, lambda: _share_money(paid, free))
	free = _share_money(paid, free)
	_tolerate(paid, free, money, rules)
	total = sum((item.amount for item in paid), NONE)
	amounts = [(item.side, item.amount) for item in paid if item.amount]
	givers = _share_out(total, money)
	moves = _pair(*((amounts, givers) if documents[0].is_debit else (givers, amounts)), rules)
	return moves + [move for item in paid if item.closes for move in _adjustments(item)]


def _discount(side: Side, paid_on: date | None, rules: ApplicationRules) -> tuple[Decimal, str, Decimal]:
	"""The discount that a document gets, of what kind, and the one that is still to be decided about."""
	entry = side.entry
	if not side.discount or side.discount >= side.open or not entry.payment_discount_date or not paid_on:
		return NONE, DISCOUNT, NONE
	if paid_on <= entry.payment_discount_date:
		return side.discount, DISCOUNT, NONE
	if paid_on > grace_ends(entry, rules):
		return NONE, DISCOUNT, NONE
	if rules.accept_late_discount:
		return side.discount, LATE_DISCOUNT, NONE
	return NONE, DISCOUNT, side.discount


def _share_money(paid: list[Paid], free: Decimal) -> Decimal:
	"""Give every document its part of the money, named amounts first. Returns what is left over."""
	for item in sorted(paid, key=lambda item: item.side.named is None):
		wanted = item.need if item.side.limit >= item.need else item.side.limit
		item.amount = min(wanted, free)
		item.closes = item.amount == item.need
		free -= item.amount
	return free


def _tolerate(paid: list[Paid], free: Decimal, money: Sequence[Side], rules: ApplicationRules) -> None:
	"""Close the documents with a payment that is a little too small or too large, all of them together."""
	chosen = [item for item in paid if item.side.named is None]
	if not rules.accept_tolerance or not chosen or any(side.named is not None for side in money):
		return
	difference = sum((item.need - item.amount for item in chosen), NONE) - free
	if not difference or abs(difference) > sum((item.side.entry.tolerance for item in chosen), NONE):
		return
	sign = 1 if difference > 0 else -1
	parts, left = [], abs(difference)
	for item in reversed(chosen):
		part = min(left, item.side.entry.tolerance)
		left -= part
		parts.append((item, part))
	if any(item.need - sign * part <= 0 for item, part in parts):
		return
	for item, part in parts:
		item.tolerance, item.amount, item.closes = sign * part, item.need - sign * part, True


def _adjustments(item: Paid) -> list[Move]:
	entry = item.side.entry
	pair = (entry, None) if item.side.is_debit else (None, entry)
	moves = []
	for amount, kind in ((item.discount, item.kind), (item.tolerance, TOLERANCE)):
		if amount:
			moves.append(Move(*pair, amount, kind))
			item.side.take(amount)
	return moves

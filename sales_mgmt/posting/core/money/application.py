"""Apply open entries of one customer to each other (domain A22): both lose the same, what is closed leaves nothing.

`apply_open(entry, against, rules)` is what a payment, a credit memo and the application of posted entries have in
common. `entry` may be one that is not stored yet, under the name NEW. In local currency every entry loses its share of
what it has left, by carrying the remainder; where the two shares differ, that is a gain or a loss (see `exchange`).

Exception: an invoice and a credit memo that were posted at one rate. Their shares may differ by the smallest unit, for net and
VAT of a part are rounded apart, and the next part makes up for it. That is no gain: both lose what the one is worth that
is closed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts import portion
from sales_mgmt.findings.finding import Finding, PostingRefused
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.posting.core.entries import (
	APPLIED,
	NONE,
	TOLERANCE,
	Application,
	EntryChange,
	LedgerEntry,
)
from sales_mgmt.posting.core.money.application_checks import check_open, check_wanted
from sales_mgmt.posting.core.money.exchange import check_exchange_accounts, exchange_account
from sales_mgmt.posting.core.money.open_entry import MONEY, ApplicationRules, OpenEntry
from sales_mgmt.posting.core.money.settlement import Move, Side, settle


@dataclass(frozen=True, slots=True)
class Applied:
	"""Rows to store, what is left of the entries they touch (`entry` included), and what goes to the general ledger."""

	rows: tuple[Application, ...]
	changes: tuple[EntryChange, ...]
	ledger: tuple[LedgerEntry, ...]

	def left(self, entry: OpenEntry) -> EntryChange:
		"""What is left of an entry, whether it was touched or not."""
		for change in self.changes:
			if change.entry == entry.name:
				return change
		return EntryChange(
			entry.name, entry.remaining_amount, entry.remaining_amount_lcy, entry.discount_lost
		)


def apply_open(entry: OpenEntry, against: Sequence[OpenEntry], rules: ApplicationRules) -> Applied:
	"""Apply `entry` to the entries `against`. Raises PostingRefused with every finding.

	Nothing against: nothing happens. The general ledger entries are those that differences make (exchange, payment discount
	and tolerance, each with its counterpart on receivables), and what moves to the receivables account of the entry it pays.
	"""
	if findings := check_open(entry, against, rules):
		raise PostingRefused(findings)
	if not against:
		return Applied((), (), ())
	moves, sides = settle([*against, entry], rules)
	if findings := check_wanted(entry, against, sides):
		raise PostingRefused(findings)
	books = {side.entry.name: _Book(side.entry, rules.local_digits) for side in sides}
	rows = tuple(_row(move, books, rules) for move in moves)
	if findings := _check_accounts(moves, rows, rules):
		raise PostingRefused(findings)
	changes = tuple(books[side.entry.name].change(side) for side in sides if books[side.entry.name].taken)
	accounts = {side.entry.name: side.entry.receivables_account for side in sides}
	return Applied(rows, changes, tuple(difference_entries(rows, accounts, entry.currency, rules.dimensions)))


class _Book:
	"""What an entry is worth in local currency, taken step by step."""

	def __init__(self, entry: OpenEntry, digits: int):
		self.entry, self.digits, self.taken, self.taken_lcy = entry, digits, NONE, NONE

	def worth(self, amount: Decimal) -> Decimal:
		"""What the next `amount` is worth: what the running total grows by."""
		whole, whole_lcy = abs(self.entry.remaining_amount), abs(self.entry.remaining_amount_lcy)
		return portion(whole_lcy, NONE, self.taken + amount, whole, self.digits) - self.taken_lcy

	@property
	def left_lcy(self) -> Decimal:
		return abs(self.entry.remaining_amount_lcy) - self.taken_lcy

	def closes(self, amount: Decimal) -> bool:
		return self.taken + amount == abs(self.entry.remaining_amount)

	def take(self, amount: Decimal, lcy: Decimal | None = None) -> Decimal:
		lcy = self.worth(amount) if lcy is None else lcy
		self.taken += amount
		self.taken_lcy += lcy
		return lcy

	def change(self, side: Side) -> EntryChange:
		sign = 1 if side.is_debit else -1
		return EntryChange(
			self.entry.name,
			self.entry.remaining_amount - sign * self.taken,
			self.entry.remaining_amount_lcy - sign * self.taken_lcy,
			self.entry.discount_lost + side.lost,
		)


def _row(move: Move, books: dict[str, _Book], rules: ApplicationRules) -> Application:
	debit, credit = move.debit, move.credit
	if debit is None or credit is None:
		entry = debit or credit
		return Application(
			debit and debit.name,
			credit and credit.name,
			move.amount,
			books[entry.name].take(move.amount),
			kind=move.kind,
			account=_account(move, entry),
		)
	lcy, worth = _worth(books[debit.name], books[credit.name], move.amount)
	return Application(
		debit.name,
		credit.name,
		move.amount,
		lcy,
		worth - lcy,
		account=exchange_account(worth - lcy, rules.gains_account, rules.losses_account),
		discount_lost=move.discount_lost,
	)


def _worth(debit: _Book, credit: _Book, amount: Decimal) -> tuple[Decimal, Decimal]:
	"""What debit and credit entry lose in local currency; both know it afterwards."""
	lcy, worth = debit.worth(amount), credit.worth(amount)
	if lcy != worth and _differ_by_rounding(debit, credit, worth - lcy):
		if not debit.closes(amount) and worth <= debit.left_lcy:
			lcy = worth
		elif not credit.closes(amount) and lcy <= credit.left_lcy:
			worth = lcy
	return debit.take(amount, lcy), credit.take(amount, worth)


def _differ_by_rounding(debit: _Book, credit: _Book, difference: Decimal) -> bool:
	"""Two documents of one rate, and not more than the smallest unit."""
	documents = debit.entry.document_type not in MONEY and credit.entry.document_type not in MONEY
	return (
		documents
		and debit.entry.is_at_the_rate_of(credit.entry)
		and abs(difference) <= Decimal(1).scaleb(-debit.digits)
	)


def _account(move: Move, entry: OpenEntry) -> str | None:
	return entry.tolerance_account if move.kind == TOLERANCE else entry.discount_account


def _check_accounts(
	moves: Iterable[Move], rows: Sequence[Application], rules: ApplicationRules
) -> list[Finding]:
	findings = check_exchange_accounts(rows, rules.gains_account, rules.losses_account)
	seen = set()
	for move in moves:
		entry = move.debit or move.credit
		if move.kind == APPLIED or _account(move, entry):
			continue
		label = "Payment Tolerance Account" if move.kind == TOLERANCE else "Payment Discount Account"
		if (entry.customer_posting_group, label) not in seen:
			seen.add((entry.customer_posting_group, label))
			findings.append(missing_account("Customer Posting Group", entry.customer_posting_group, label))
	return findings


def difference_entries(
	rows: Iterable[Application],
	accounts: Mapping[str, str | None],
	currency: str,
	dimensions: Dimensions = (),
) -> list[LedgerEntry]:
	"""What the rows of an application post: differences, and what moves between receivables accounts.

	`accounts` is the receivables account of every entry, by its name. An entry that is paid by one that stands on another
	account takes the payment to its own. Gains, losses, discounts and tolerances stand against the account of the entry
	that has them; an exchange difference is local currency only. With the rows of an application that is taken back, amounts
	negated, the same entries come out negated: what was moved goes back.
	"""
	entries: list[LedgerEntry] = []

	def post(account: str | None, amount_lcy: Decimal, amount: Decimal) -> None:
		if amount or amount_lcy:
			entries.append(LedgerEntry(account, amount_lcy, currency, amount, dimensions=dimensions))

	for row in rows:
		if row.debit is None or row.credit is None:
			sign, entry = (-1, row.debit) if row.debit else (1, row.credit)
			post(accounts[entry], sign * row.amount_lcy, sign * row.amount)
			post(row.account, -sign * row.amount_lcy, -sign * row.amount)
			continue
		paid, payer = accounts[row.debit], accounts[row.credit]
		if paid != payer:
			worth = row.amount_lcy + row.exchange_difference_lcy
			post(payer, worth, row.amount)
			post(paid, -worth, -row.amount)
		post(paid, row.exchange_difference_lcy, NONE)
		post(row.account, -row.exchange_difference_lcy, NONE)
	return entries

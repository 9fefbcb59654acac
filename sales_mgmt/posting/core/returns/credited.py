"""How much of posted invoice lines is given back: goods by quantity, and everything by amount (domain A13).

A lower price after the fact is capped by what was invoiced, not by a quantity: the goods stay, and may come back another day for
what they cost in the end. All credits of a line together never give back more than it was invoiced for.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sales_mgmt.amounts.taking import money_of
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.entries import CreditedChange, InvoicedLine

ZERO = Decimal(0)


def credited_changes(credited: Iterable[InvoicedLine]) -> tuple[CreditedChange, ...]:
	"""Posted invoice lines that are credited now, in the order of the lines."""
	changes: dict[str, CreditedChange] = {}
	for part in credited:
		before = part.line.back.credited
		if before is None:
			continue
		known = changes.get(before.name) or CreditedChange(
			before.name, before.credited, before.money, before.price_only
		)
		money, goods = money_of(part.amounts), part.line.back.goods_return
		changes[before.name] = replace(
			known,
			credited=known.credited + (part.quantity if goods else ZERO),
			money=known.money.plus(money),
			price_only=known.price_only + (ZERO if goods else money.basis),
		)
	return tuple(changes.values())


def check_credited_amounts(credited: Iterable[InvoicedLine]) -> list[Finding]:
	"""No line of an invoice is credited for more money than it was invoiced for."""
	findings = []
	left: dict[str, Decimal] = {}
	for part in credited:
		line, before = part.line, part.line.back.credited
		if before is None or not before.whole:
			continue
		available = left.setdefault(before.name, before.amount - before.money.basis)
		given = money_of(part.amounts).basis
		left[before.name] -= given
		if given > available:
			message = sentence(
				"Row {0}: of this line of invoice {1}, {2} are left that is not credited. Lower the price or the quantity."
			)
			values = (str(line.row), before.posted_no, plain(max(available, ZERO)))
			findings.append(Finding("credited_amount", message, values, line.row))
	return findings

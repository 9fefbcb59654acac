"""Cancel the credit memo that cancelled an invoice: the invoice stands again, as if nothing had been (domain A12).

The mirror image of `cancellation`: money and VAT are the credit memo's own entries with the opposite sign, the goods leave
again at the cost they came back with. Invoice and credit memo no longer close each other: the corrective invoice closes the
credit memo instead. Orders count what they counted before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from sales_mgmt.costing import CostBook, Entry
from sales_mgmt.findings.finding import PostingRefused, blocking
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.posting.core.corrections.cancellation_checks import check_cost_accounts
from sales_mgmt.posting.core.corrections.credit_cancellation_checks import check_credit_cancellation
from sales_mgmt.posting.core.corrections.facts import CreditCancellationFacts
from sales_mgmt.posting.core.corrections.taken_back import (
	BilledGoods,
	customer_entry,
	item_entry,
	order_lines,
	value_entry,
)
from sales_mgmt.posting.core.entries import (
	NEW,
	Application,
	CreditedChange,
	EntryChange,
	Plan,
)
from sales_mgmt.posting.core.facts import HeaderFacts, LineFacts
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.returns.returns import negated, negated_vat
from sales_mgmt.posting.core.sale.ledger import cost_entries
from sales_mgmt.posting.core.selfcheck import selfcheck
from sales_mgmt.posting.core.stock.cost import entry_costs
from sales_mgmt.posting.core.stock.posted import posted_to_gl

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Unapplied:
	"""The application of invoice and credit memo, taken back: rows, and what both have left then."""

	rows: tuple[Application, ...]
	changes: tuple[EntryChange, ...]


def plan_credit_cancellation(facts: CreditCancellationFacts) -> Plan:
	"""Plan the corrective invoice. Raises PostingRefused with every finding."""
	findings = check_credit_cancellation(facts)
	if facts.cancelled_by or not facts.is_cancellation:
		raise PostingRefused(findings)
	book = CostBook(facts.stock, facts.costs, facts.policy.local_digits)
	lines = {line.name: line for line in facts.lines}
	items, values, differences = [], [], []
	if not blocking(findings):
		for goods in facts.goods:
			line = lines[goods.line]
			cost = _send_back(book, goods, line, facts.header)
			# Undoes the entry that the goods came back by: nothing can come back from it.
			item = item_entry(book, goods, line, -goods.quantity, -cost, facts.header)
			items.append(replace(item, correction=True))
			posted = posted_to_gl(line, -cost, facts.policy)
			values.append(value_entry(goods, line, -goods.quantity, -cost, posted))
			differences.append(replace(values[-1], cost_amount=goods.cost_posted - cost))
		findings += check_cost_accounts(facts.header, differences, facts.lines, facts.accounts, facts.policy)
	if blocking(findings):
		raise PostingRefused(findings)
	ledger = negated(facts.ledger)
	if facts.policy.automatic_cost_posting:
		ledger += cost_entries(facts.header, differences, facts.lines, facts.accounts, facts.policy)
	given = facts.given
	plan = Plan(
		ledger=merged(ledger),
		vat=tuple(negated_vat(entry) for entry in facts.vat),
		customer=(customer_entry("Invoice", given, facts.header),),
		applications=(Application(NEW, given.name, -given.amount, -given.amount_lcy),),
		applied=(EntryChange(given.name, ZERO, ZERO),),
		items=tuple(items),
		values=tuple(values),
		item_applications=tuple(book.applications),
		item_costs=entry_costs(book),
		credited=_no_longer_credited(facts.lines),
		order_lines=order_lines(facts.lines, 1),
		stock=book.changed_levels(),
	)
	selfcheck(plan)
	return plan


def unapplied(facts: CreditCancellationFacts) -> Unapplied:
	"""Invoice and credit memo as they were before they closed each other."""
	owed, given = facts.invoice, facts.given
	return Unapplied(
		rows=(Application(owed.name, given.name, -owed.amount, -owed.amount_lcy),),
		changes=(
			EntryChange(owed.name, owed.amount, owed.amount_lcy),
			EntryChange(given.name, given.amount, given.amount_lcy),
		),
	)


def _send_back(book: CostBook, goods: BilledGoods, line: LineFacts, header: HeaderFacts) -> Decimal:
	"""The goods leave again. Returns their cost, ≥ 0."""
	if line.item.item_type != INVENTORY:
		return ZERO
	entry = Entry(
		name=goods.key,
		item=line.item.name,
		location=goods.location,
		quantity=-goods.quantity,
		cost_amount=ZERO,
		invoiced_quantity=-goods.quantity,
		unit_cost=line.item.unit_cost,
		business_posting_group=header.business_posting_group,
		product_posting_group=line.product_posting_group,
		dimensions=line.dimensions,
	)
	return book.send_back(line.item.costed, entry, goods.entry)


def _no_longer_credited(lines: Iterable[LineFacts]) -> tuple[CreditedChange, ...]:
	credited: dict[str, CreditedChange] = {}
	for line in lines:
		if line.back.credited and line.quantity:
			before = line.back.credited
			known = credited.get(before.name) or CreditedChange(
				before.name, before.credited, before.money, before.price_only
			)
			credited[before.name] = replace(
				known, credited=known.credited - line.quantity, money=known.money.plus(line.posted, -1)
			)
	return tuple(credited.values())

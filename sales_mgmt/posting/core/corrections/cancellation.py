"""Cancel a posted invoice: everything it wrote is written again with the opposite sign (domain A12, decision 9.16).

Money and VAT are reversed by the invoice's own entries, so that each pair sums to zero whatever setup says by now. Goods
come back at the cost they carry today; where that is not what the invoice posted, the difference goes between inventory
and cost of goods sold. Orders get their quantities back, shipped and invoiced alike.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sales_mgmt.costing import CostBook, Entry
from sales_mgmt.findings.finding import Finding, PostingRefused, blocking
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.posting.core.corrections.cancellation_checks import check_cancellation, check_cost_accounts
from sales_mgmt.posting.core.corrections.facts import CancellationFacts
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
from sales_mgmt.posting.core.facts import LineFacts
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.returns.goods_back import receive_back
from sales_mgmt.posting.core.returns.returns import negated, negated_vat
from sales_mgmt.posting.core.sale.ledger import cost_entries
from sales_mgmt.posting.core.selfcheck import selfcheck
from sales_mgmt.posting.core.shares import check_share
from sales_mgmt.posting.core.stock.cost import change_values, entry_costs, post_values
from sales_mgmt.posting.core.stock.posted import posted_to_gl

ZERO = Decimal(0)


def plan_cancellation(facts: CancellationFacts) -> Plan:
	"""Plan the credit memo that cancels an invoice. Raises PostingRefused with every finding."""
	findings: list[Finding] = check_cancellation(facts)
	if facts.cancelled_by or facts.corrects_credit_memo:
		raise PostingRefused(findings)
	book = CostBook(facts.stock, facts.costs, facts.policy.local_digits)
	items, values, differences = [], [], []
	lines = {line.name: line for line in facts.lines}
	for goods in facts.goods:
		line = lines[goods.line]
		cost, found = _cost(book, goods, line, facts)
		findings += found
		if found:
			continue
		posted = posted_to_gl(line, cost, facts.policy)
		item = item_entry(book, goods, line, goods.quantity, cost, facts.header)
		items.append(replace(item, applies_from_entry=goods.entry if goods.key in book.entries else None))
		values.append(value_entry(goods, line, goods.quantity, cost, posted))
		differences.append(replace(values[-1], cost_amount=cost - goods.cost_posted))
	groups = {line.item.name: line.item.inventory_posting_group for line in facts.lines if line.item}
	followed = post_values(change_values(book), book.entries, groups, facts.accounts, facts.policy)
	findings += followed.findings
	findings += check_cost_accounts(facts.header, differences, facts.lines, facts.accounts, facts.policy)
	if blocking(findings):
		raise PostingRefused(findings)
	ledger = negated(facts.ledger)
	if facts.policy.automatic_cost_posting:
		ledger += cost_entries(facts.header, differences, facts.lines, facts.accounts, facts.policy)
	plan = Plan(
		ledger=merged([*ledger, *followed.ledger]),
		vat=tuple(negated_vat(entry) for entry in facts.vat),
		customer=(customer_entry("Credit Memo", facts.owed, facts.header),),
		applications=(Application(facts.owed.name, NEW, facts.owed.amount, facts.owed.amount_lcy),),
		applied=(EntryChange(facts.owed.name, ZERO, ZERO),),
		items=tuple(items),
		values=(*values, *followed.values),
		item_applications=tuple(book.applications),
		item_costs=entry_costs(book),
		credited=tuple(
			CreditedChange(line.name, line.quantity, line.posted)
			for line in facts.lines
			if line.quantity and line.type
		),
		order_lines=order_lines(facts.lines, -1),
		stock=book.changed_levels(),
	)
	selfcheck(plan)
	return plan


def _cost(
	book: CostBook, goods: BilledGoods, line: LineFacts, facts: CancellationFacts
) -> tuple[Decimal, list[Finding]]:
	if line.item.item_type != INVENTORY:
		return ZERO, []
	header, origin = facts.header, book.entries.get(goods.entry)
	share = facts.shares.get((line.name, goods.entry))
	entry_no = origin.title if origin else goods.entry
	if found := check_share(share, goods.quantity, line.row, goods.entry, entry_no, facts.posted_no):
		return ZERO, found
	entry = Entry(
		name=goods.key,
		item=line.item.name,
		location=goods.location,
		quantity=goods.quantity,
		cost_amount=ZERO,
		invoiced_quantity=goods.quantity,
		business_posting_group=header.business_posting_group,
		product_posting_group=line.product_posting_group,
		dimensions=line.dimensions,
	)
	return receive_back(book, line.item.costed, entry, goods.entry, line.row)


def cancellation_date(asked: date | None, today: date, invoiced_on: date) -> date:
	"""The day asked for; else today, or the day of the invoice where that is later."""
	return asked or max(today, invoiced_on)

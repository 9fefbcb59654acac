"""From the facts of a return to its plan: receive, credit, or both, of a return order or a credit memo (domain 4.4, A13,
A14). The mirror image of a sale: the same amounts with the opposite sign, goods that come in.
"""

from collections.abc import Iterable
from dataclasses import replace

from sales_mgmt.amounts import AmountError
from sales_mgmt.costing import CostBook
from sales_mgmt.findings.amounts import amount_finding
from sales_mgmt.findings.finding import PostingRefused, blocking
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.posting.core.charges.charges import Charged, add_charges
from sales_mgmt.posting.core.entries import (
	NEW,
	CustomerEntry,
	EntryChange,
	InvoicePart,
	LedgerEntry,
	Plan,
	ShippedLine,
	VatLedgerEntry,
)
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.money.application import Applied, apply_open
from sales_mgmt.posting.core.money.open_entry import OpenEntry
from sales_mgmt.posting.core.returns.credited import check_credited_amounts, credited_changes
from sales_mgmt.posting.core.returns.return_checks import check_return
from sales_mgmt.posting.core.returns.returned_goods import ReturnedGoods, take_back
from sales_mgmt.posting.core.sale.invoice import (
	billed_lines,
	invoice_discount_lcy,
	invoice_part,
	payment_discount,
)
from sales_mgmt.posting.core.sale.ledger import cost_entries, invoice_entries, vat_entries
from sales_mgmt.posting.core.sale.order_lines import order_line_changes
from sales_mgmt.posting.core.selfcheck import selfcheck
from sales_mgmt.posting.core.stock.cost import CostLedger, change_values, entry_costs, post_values


def plan_return(facts: SaleFacts) -> Plan:
	"""Plan the posting of a return. Raises PostingRefused with every finding that blocks it."""
	findings = check_return(facts)
	if blocking(findings):
		raise PostingRefused([*findings, *take_back(facts, {}).findings])
	try:
		credit = invoice_part(facts.header, facts.lines, facts.policy) if facts.invoice else None
	except AmountError as error:
		rows = [line.row for line in billed_lines(facts.lines)]
		raise PostingRefused([*findings, amount_finding(error, rows)]) from error
	credited = credit.lines if credit else ()
	goods = take_back(facts, {line.line.name: line for line in credited})
	charged = add_charges(facts, credited, goods.items, goods.values, goods.entry_changes())
	followed = followed_costs(facts, goods.book)
	findings += check_credited_amounts(credited)
	findings += [*goods.findings, *charged.findings, *followed.findings]
	if blocking(findings):
		raise PostingRefused(findings)
	plan = _plan(facts, goods, charged, credit, followed)
	selfcheck(plan)
	return plan


def followed_costs(facts: SaleFacts, book: CostBook) -> CostLedger:
	"""What changes of other entries' cost because goods came in: value entries, and what the general ledger gets."""
	groups = {line.item.name: line.item.inventory_posting_group for line in facts.lines if line.item}
	return post_values(change_values(book), book.entries, groups, facts.accounts, facts.policy)


def _plan(
	facts: SaleFacts,
	goods: ReturnedGoods,
	charged: Charged,
	credit: InvoicePart | None,
	followed: CostLedger,
) -> Plan:
	header, accounts, policy = facts.header, facts.accounts, facts.policy
	ledger, vat, customer, applied = [], [], [], Applied((), (), ())
	if credit:
		ledger = negated(invoice_entries(header, credit.lines, credit.totals, accounts, policy))
		if policy.automatic_cost_posting:
			ledger += cost_entries(header, goods.values, facts.lines, accounts, policy)
		vat = [negated_vat(entry) for entry in vat_entries(header, credit.totals)]
		own = _open_entry(facts, credit)
		if facts.against:
			applied = apply_open(own, facts.against, facts.rules)
			ledger += applied.ledger
		customer = [_customer_entry(facts, credit, applied.left(own))]
	return Plan(
		shipped=_received_lines(facts),
		invoice=credit,
		ledger=merged([*ledger, *followed.ledger]),
		vat=tuple(vat),
		customer=tuple(customer),
		applications=applied.rows,
		applied=tuple(change for change in applied.changes if change.entry != NEW),
		items=charged.items,
		values=(*charged.values, *followed.values),
		item_changes=charged.changes,
		item_applications=tuple(goods.book.applications),
		item_costs=entry_costs(goods.book),
		credited=credited_changes(credit.lines if credit else ()),
		order_lines=order_line_changes(
			facts, credit.lines if credit else (), whole_order="Sales Return Order"
		),
		charges=charged.assigned,
		stock=goods.book.changed_levels(),
	)


def negated(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
	return [replace(entry, amount=-entry.amount, amount_currency=-entry.amount_currency) for entry in entries]


def negated_vat(entry: VatLedgerEntry) -> VatLedgerEntry:
	return replace(
		entry,
		base=-entry.base,
		amount=-entry.amount,
		base_currency=-entry.base_currency,
		amount_currency=-entry.amount_currency,
	)


def _open_entry(facts: SaleFacts, credit: InvoicePart) -> OpenEntry:
	header, totals = facts.header, credit.totals
	return OpenEntry(
		name=NEW,
		row=0,
		customer=header.bill_to_customer,
		currency=header.currency,
		receivables_account=facts.accounts.receivables_account,
		remaining_amount=-totals.amount_including_vat,
		remaining_amount_lcy=-totals.amount_including_vat_lcy,
		posted_no=header.name,
		document_type="Credit Memo",
		posting_date=header.posting_date,
		payment_discount_date=header.payment_discount_date,
		payment_discount=payment_discount(header, credit),
		customer_posting_group=header.customer_posting_group or "",
		exchange_rate=header.exchange_rate,
	)


def _customer_entry(facts: SaleFacts, credit: InvoicePart, left: EntryChange) -> CustomerEntry:
	header, totals = facts.header, credit.totals
	return CustomerEntry(
		document_type="Credit Memo",
		customer=header.bill_to_customer,
		currency=header.currency,
		amount=-totals.amount_including_vat,
		amount_lcy=-totals.amount_including_vat_lcy,
		exchange_rate=header.exchange_rate,
		remaining_amount=left.remaining_amount,
		remaining_amount_lcy=left.remaining_amount_lcy,
		dimensions=header.dimensions,
		payment_discount_date=header.payment_discount_date,
		payment_discount_amount=-payment_discount(header, credit),
		payment_discount_lost=left.discount_lost,
		sales_lcy=-totals.amount_lcy,
		invoice_discount_lcy=-invoice_discount_lcy(header, credit, facts.policy),
	)


def _received_lines(facts: SaleFacts) -> tuple[ShippedLine, ...]:
	"""Lines of the return receipt. A credit memo makes one only by the setting Return Receipt on Credit Memo."""
	if facts.header.doctype == "Sales Credit Memo" and not facts.policy.return_receipt_on_credit_memo:
		return ()
	if not any(line.ship_now for line in facts.lines):
		return ()
	return tuple(
		ShippedLine(line, line.ship_now) for line in facts.lines if line.ship_now or line.type == COMMENT
	)

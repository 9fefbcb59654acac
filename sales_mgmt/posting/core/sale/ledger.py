"""Accounts of an invoice (domain 4.5, 4.6).

Revenue is credited net, or gross with the discounts debited to accounts of their own, by the setting Discount Posting.
Entries of the same account, posting groups and dimensions become one. In local currency and in the document's
currency the entries of a posting add up to zero; cost is a local matter and stands in local currency in both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sales_mgmt.amounts import DocumentAmounts
from sales_mgmt.kinds.lines import ACCOUNT, COMMENT, INVENTORY
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.discounts import (
	PostedDiscounts,
	posted_discounts,
)
from sales_mgmt.posting.core.entries import InvoicedLine, LedgerEntry, ValueEntry, VatLedgerEntry
from sales_mgmt.posting.core.facts import Accounts, HeaderFacts, LineFacts
from sales_mgmt.posting.core.groups import (
	business_group,
	general_setup,
	posts_invoice_discount,
	posts_line_discount,
	vat_setup,
)


def invoice_entries(
	header: HeaderFacts,
	lines: Sequence[InvoicedLine],
	totals: DocumentAmounts,
	accounts: Accounts,
	policy: Policy,
) -> list[LedgerEntry]:
	"""Receivables, revenue, discounts, VAT and rounding of an invoice."""
	entry = _entry_maker(header.currency)
	entries = [
		entry(accounts.receivables_account, totals.amount_including_vat_lcy, totals.amount_including_vat)
	]
	given = posted_discounts(header, lines, policy.local_digits)
	for invoiced, discounts in zip(lines, given, strict=True):
		entries += _revenue(header, invoiced, discounts, accounts, policy)
	# Line by line, for lines of one VAT group may have been sold on other accounts. Together they are the group's VAT.
	entries += [
		entry(
			vat_setup(header, invoiced.line, accounts).sales_vat_account,
			-invoiced.amounts.vat_amount_lcy,
			-invoiced.amounts.vat_amount,
		)
		for invoiced in lines
		if invoiced.amounts.vat_amount or invoiced.amounts.vat_amount_lcy
	]
	if totals.rounding_amount or totals.rounding_amount_lcy:
		entries.append(
			entry(accounts.invoice_rounding_account, -totals.rounding_amount_lcy, -totals.rounding_amount)
		)
	return [replace(item, dimensions=item.dimensions or header.dimensions) for item in entries]


def _entry_maker(currency: str) -> Callable[..., LedgerEntry]:
	def make(account: str, amount: Decimal, amount_currency: Decimal, **kw) -> LedgerEntry:
		return LedgerEntry(
			account=account, amount=amount, currency=currency, amount_currency=amount_currency, **kw
		)

	return make


def _revenue(
	header: HeaderFacts,
	invoiced: InvoicedLine,
	given: PostedDiscounts,
	accounts: Accounts,
	policy: Policy,
) -> list[LedgerEntry]:
	line, amounts = invoiced.line, invoiced.amounts
	if line.type == COMMENT:
		return []
	groups = {
		"business_posting_group": business_group(header, line),
		"product_posting_group": line.product_posting_group,
		"dimensions": line.dimensions,
	}
	entry = _entry_maker(header.currency)
	if line.type == ACCOUNT:
		return [entry(line.account, -amounts.amount_lcy, -amounts.amount, **groups)]
	setup = general_setup(header, line, accounts)
	discounts = []
	if posts_line_discount(line, policy):
		discounts.append((setup.line_discount_account, given.line))
	if posts_invoice_discount(line, policy):
		discounts.append((setup.invoice_discount_account, given.invoice))
	entries = []
	revenue, revenue_lcy = amounts.amount, amounts.amount_lcy
	for account, discount in discounts:
		if discount.amount or discount.amount_lcy:
			entries.append(entry(account, discount.amount_lcy, discount.amount, **groups))
		revenue, revenue_lcy = revenue + discount.amount, revenue_lcy + discount.amount_lcy
	return [entry(setup.sales_account, -revenue_lcy, -revenue, **groups), *entries]


def vat_entries(header: HeaderFacts, totals: DocumentAmounts) -> list[VatLedgerEntry]:
	"""One entry per VAT group and rate, negative for a sale. Rates of zero are entered too: their base is reported."""
	return [
		VatLedgerEntry(
			vat_business_group=row.vat_business_group or header.vat_business_group,
			vat_product_group=row.vat_group,
			vat_percent=row.vat_percent,
			base=-row.base_lcy,
			amount=-row.vat_amount_lcy,
			currency=header.currency,
			base_currency=-row.base,
			amount_currency=-row.vat_amount,
		)
		for row in totals.vat
	]


def cost_entries(
	header: HeaderFacts,
	values: Iterable[ValueEntry],
	lines: Iterable[LineFacts],
	accounts: Accounts,
	policy: Policy,
) -> list[LedgerEntry]:
	"""Dr cost of goods sold, Cr inventory for the actual cost of what is invoiced."""
	by_name = {line.name: line for line in lines}
	entry = _entry_maker(policy.local_currency)
	entries = []
	for value in values:
		line = by_name[value.line]
		if not value.cost_amount or line.item.item_type != INVENTORY:
			continue
		groups = {
			"business_posting_group": business_group(header, line),
			"product_posting_group": line.product_posting_group,
			"dimensions": line.dimensions or header.dimensions,
		}
		setup = general_setup(header, line, accounts)
		inventory = accounts.inventory_setup(line.item.inventory_posting_group, value.location)
		entries += [
			entry(setup.cogs_account, -value.cost_amount, -value.cost_amount, **groups),
			entry(inventory.inventory_account, value.cost_amount, value.cost_amount, **groups),
		]
	return entries

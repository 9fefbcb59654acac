"""The goods part of a return: item entries that come in, their value, and the stock afterwards (domain 4.4, A37).

Receiving writes the quantity with its expected cost; crediting turns that into actual cost and takes back the sales
amount. Goods that name the entry they left by come back at its cost (exact cost reversal), others at the item's unit
cost. A line that gives back money only values the entry it names and moves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sales_mgmt.amounts import portion
from sales_mgmt.costing import CostBook, Entry
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.lines import INVENTORY, ITEM
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.base_quantities import BaseQuantities, base_quantities, check_base_quantity
from sales_mgmt.posting.core.entries import InvoicedLine, ItemEntry, ItemEntryChange, ValueEntry
from sales_mgmt.posting.core.facts import LineFacts, OpenItemEntry, SaleFacts
from sales_mgmt.posting.core.groups import business_group
from sales_mgmt.posting.core.returns.goods_back import receive_back
from sales_mgmt.posting.core.shares import Share, ShareKey, check_share
from sales_mgmt.posting.core.stock.posted import posted_to_gl

ZERO = Decimal(0)


@dataclass(slots=True)
class ReturnedGoods:
	"""Collects what the lines do to items, values and stock."""

	book: CostBook
	items: list[ItemEntry] = field(default_factory=list)
	values: list[ValueEntry] = field(default_factory=list)
	findings: list[Finding] = field(default_factory=list)
	credited: dict[str, OpenItemEntry] = field(default_factory=dict)
	"""Receipts as they are after the lines so far."""
	credited_units: dict[str, Decimal] = field(default_factory=dict)
	"""What the lines so far credit, by return order line and in its unit."""
	shares: dict[ShareKey, Share] = field(default_factory=dict)
	"""What invoice lines billed of entries, as it is after the lines so far."""
	worth: dict[str, Decimal] = field(default_factory=dict)
	"""Sales amount of entries whose goods stayed where they are and cost the customer less now."""

	def comes_from(self, line: LineFacts) -> Share | None:
		"""What is left for the line to take back: of its invoice line, else of the entry. None where it names no entry."""
		back = line.back
		if back.share is not None:
			return self.shares.get(_key(line), back.share)
		origin = self.book.entries.get(back.applies_from)
		return Share(-origin.quantity, origin.returned_quantity) if origin and origin.quantity < 0 else None

	def entry_changes(self) -> tuple[ItemEntryChange, ...]:
		credited = (
			ItemEntryChange(entry.name, entry.invoiced_quantity, entry.sales_amount)
			for entry in self.credited.values()
		)
		worth = (
			ItemEntryChange(name, self.book.entries[name].invoiced_quantity, amount)
			for name, amount in self.worth.items()
		)
		return (*credited, *worth)


def take_back(facts: SaleFacts, credited: Mapping[str, InvoicedLine]) -> ReturnedGoods:
	"""Receive and value every item line. `credited` holds what is credited now, by line name."""
	goods = ReturnedGoods(CostBook(facts.stock, facts.costs, facts.policy.local_digits))
	for line in facts.lines:
		if line.type != ITEM or line.item is None:
			continue
		bill = credited.get(line.name)
		if not line.back.goods_return:
			_credit_money_only(goods, line, bill, facts)
			continue
		base = _base_quantities(goods, line, bill.quantity if bill else ZERO)
		goods.findings += check_base_quantity(line, base.moved)
		if found := _check_share(goods, line, base.moved):
			goods.findings += found
			continue
		sales_left = _credit_earlier_receipts(goods, line, bill, base, facts.policy)
		if base.moved:
			_receive(goods, line, base, sales_left, facts)
	return goods


def _key(line: LineFacts) -> ShareKey:
	return line.back.invoice_line or "", line.back.applies_from or ""


def _check_share(goods: ReturnedGoods, line: LineFacts, moved: Decimal) -> list[Finding]:
	"""The invoice line's share holds so much; what is taken of it is noted."""
	share, back = goods.comes_from(line), line.back
	if back.share is None or share is None or moved <= 0:
		return []
	origin = goods.book.entries.get(back.applies_from)
	entry_no = origin.title if origin else back.applies_from or ""
	found = check_share(
		share, moved, line.row, back.applies_from, entry_no, back.credited.posted_no if back.credited else ""
	)
	if not found:
		goods.shares[_key(line)] = share.less(moved)
	return found


def _base_quantities(goods: ReturnedGoods, line: LineFacts, credited: Decimal) -> BaseQuantities:
	left = goods.comes_from(line)
	counted = line.order_line
	if counted is None:
		return base_quantities(line, credited, ZERO, back=left)
	entries = (goods.credited.get(entry.name, entry) for entry in counted.open_entries)
	waiting = sum((entry.quantity - entry.invoiced_quantity for entry in entries), ZERO)
	before = goods.credited_units.get(counted.name, ZERO)
	goods.credited_units[counted.name] = before + credited
	return base_quantities(line, credited, waiting, before, left)


def _credit_money_only(
	goods: ReturnedGoods, line: LineFacts, bill: InvoicedLine | None, facts: SaleFacts
) -> None:
	"""A lower price after the fact: the sale is worth less, its goods stay where they are."""
	origin = goods.book.entries.get(line.back.applies_from)
	if bill is None or origin is None or origin.item != line.item.name:
		return
	less = bill.amounts.amount_lcy
	worth = goods.worth.get(origin.name, origin.sales_amount)
	# Of an invoice line the amount is checked, whatever rate the memo has; else the sale itself is the limit.
	local = facts.header.currency == facts.policy.local_currency
	if less > worth and local and line.back.credited is None:
		goods.findings.append(_more_than_sold(line, max(worth, ZERO)))
	goods.worth[origin.name] = worth - less
	goods.values.append(
		ValueEntry(
			line=line.name,
			item=line.item.name,
			location=line.location or "",
			valued_quantity=ZERO,
			invoiced_quantity=ZERO,
			cost_amount=ZERO,
			cost_amount_expected=ZERO,
			sales_amount=-less,
			item_entry=origin.name,
			dimensions=line.dimensions,
		)
	)


def _more_than_sold(line: LineFacts, worth: Decimal) -> Finding:
	message = sentence(
		"Row {0}: the goods of entry {1} brought in {2} that is not given back. Lower the price."
	)
	return Finding(
		"credited_amount", message, (str(line.row), line.back.applies_from, plain(worth)), line.row
	)


def _credit_earlier_receipts(
	goods: ReturnedGoods, line: LineFacts, bill: InvoicedLine | None, base: BaseQuantities, policy: Policy
) -> Decimal:
	"""Credit goods that were received before. Returns the sales amount (≤ 0) that is left."""
	if bill is None:
		return ZERO
	digits = policy.local_digits
	whole, left = base.billed, base.billed_before
	done = ZERO
	sales, sales_done = -bill.amounts.amount_lcy, ZERO
	for stored in line.order_line.open_entries if line.order_line else ():
		entry = goods.credited.get(stored.name, stored)
		taken = min(left, entry.quantity - entry.invoiced_quantity)
		if taken <= 0:
			continue
		part = portion(sales, done, done + taken, whole, digits)
		done, left = done + taken, left - taken
		sales_done += part
		before = entry.invoiced_quantity
		cost = portion(entry.cost_amount, before, before + taken, entry.quantity, digits)
		goods.values.append(
			ValueEntry(
				line=line.name,
				item=line.item.name,
				location=line.location or "",
				valued_quantity=ZERO,
				invoiced_quantity=taken,
				cost_amount=cost,
				cost_amount_expected=-cost,
				sales_amount=part,
				item_entry=entry.name,
				dimensions=line.dimensions,
				cost_posted_to_gl=posted_to_gl(line, cost, policy),
			)
		)
		goods.credited[entry.name] = replace(
			entry, invoiced_quantity=before + taken, sales_amount=entry.sales_amount + part
		)
	return sales - sales_done


def _receive(
	goods: ReturnedGoods, line: LineFacts, base: BaseQuantities, sales: Decimal, facts: SaleFacts
) -> None:
	policy = facts.policy
	quantity, billed = base.moved, base.billed_now
	groups = {
		"business_posting_group": business_group(facts.header, line),
		"product_posting_group": line.product_posting_group,
	}
	common = {"item": line.item.name, "location": line.location or "", "dimensions": line.dimensions}
	cost = left = ZERO
	if line.item.item_type == INVENTORY:
		entry = Entry(
			name=line.name,
			quantity=quantity,
			cost_amount=ZERO,
			invoiced_quantity=billed,
			**common,
			**groups,
		)
		cost, findings = receive_back(goods.book, line.item.costed, entry, line.back.applies_from, line.row)
		goods.findings += findings
		if findings:
			return
		left = goods.book.entries[line.name].remaining_quantity
	actual = portion(cost, ZERO, billed, quantity, policy.local_digits)
	goods.items.append(
		ItemEntry(
			key=line.name,
			entry_type="Sale",
			description=line.description,
			quantity=quantity,
			invoiced_quantity=billed,
			cost_amount=cost,
			sales_amount=sales,
			order_line=line.order_line.name if line.order_line else None,
			order=line.order_line.order if line.order_line else None,
			remaining_quantity=left,
			unit_cost=line.item.unit_cost,
			applies_from_entry=line.back.applies_from,
			**common,
			**groups,
		)
	)
	goods.values.append(
		ValueEntry(
			line=line.name,
			valued_quantity=quantity,
			invoiced_quantity=billed,
			cost_amount=actual,
			cost_amount_expected=cost - actual,
			sales_amount=sales,
			key=line.name,
			cost_posted_to_gl=posted_to_gl(line, actual, policy),
			**common,
		)
	)

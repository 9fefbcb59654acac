"""The entries by which a cancelled document takes back what it wrote, in either direction (domain A12).

Cancelling an invoice brings the goods back, cancelling its credit memo sends them off again: the same entries with the
opposite sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts import Whole
from sales_mgmt.amounts.taking import billed_more
from sales_mgmt.costing import CostBook
from sales_mgmt.posting.core.entries import CustomerEntry, ItemEntry, OrderLineChange, ValueEntry
from sales_mgmt.posting.core.facts import HeaderFacts, LineFacts

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class BilledGoods:
	"""Goods that an invoice billed: from which entry they left, how many, and what the invoice said about them."""

	key: str
	"""Unique among the goods of the invoice: one line may bill several shipments."""
	line: str
	location: str
	entry: str
	"""The item ledger entry they left by."""
	quantity: Decimal
	"""Base units, > 0."""
	cost_posted: Decimal
	"""The actual cost that the invoice posted for them, local currency, ≥ 0."""
	sales_amount: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceEntry:
	"""The customer ledger entry of the invoice, as it stands now."""

	name: str
	customer: str
	currency: str
	exchange_rate: Decimal
	amount: Decimal
	amount_lcy: Decimal
	remaining_amount: Decimal
	sales_lcy: Decimal = ZERO
	invoice_discount_lcy: Decimal = ZERO


def item_entry(
	book: CostBook, goods: BilledGoods, line: LineFacts, quantity: Decimal, cost: Decimal, header: HeaderFacts
) -> ItemEntry:
	"""`quantity` in base units and `cost` in local currency, both > 0 when the goods come back, < 0 when they leave."""
	moved = book.entries.get(goods.key)
	return ItemEntry(
		key=goods.key,
		entry_type="Sale",
		item=line.item.name,
		location=goods.location,
		description=line.description,
		quantity=quantity,
		invoiced_quantity=quantity,
		cost_amount=cost,
		sales_amount=-goods.sales_amount,
		remaining_quantity=moved.remaining_quantity if moved else ZERO,
		unit_cost=line.item.unit_cost,
		business_posting_group=header.business_posting_group,
		product_posting_group=line.product_posting_group,
		dimensions=line.dimensions,
	)


def value_entry(
	goods: BilledGoods, line: LineFacts, quantity: Decimal, cost: Decimal, posted: Decimal
) -> ValueEntry:
	"""Signed as the item entry; `posted` is the part of `cost` that the general ledger gets."""
	return ValueEntry(
		line=line.name,
		item=line.item.name,
		location=goods.location,
		valued_quantity=quantity,
		invoiced_quantity=quantity,
		cost_amount=cost,
		cost_amount_expected=ZERO,
		sales_amount=-goods.sales_amount,
		key=goods.key,
		dimensions=line.dimensions,
		cost_posted_to_gl=posted,
	)


def customer_entry(document_type: str, closed: InvoiceEntry, header: HeaderFacts) -> CustomerEntry:
	"""The entry of the cancelling document: applied to the cancelled one in full, so nothing remains of either."""
	return CustomerEntry(
		document_type=document_type,
		customer=closed.customer,
		currency=closed.currency,
		amount=-closed.amount,
		amount_lcy=-closed.amount_lcy,
		exchange_rate=closed.exchange_rate,
		remaining_amount=ZERO,
		remaining_amount_lcy=ZERO,
		dimensions=header.dimensions,
		sales_lcy=-closed.sales_lcy,
		invoice_discount_lcy=-closed.invoice_discount_lcy,
	)


def order_lines(lines: Iterable[LineFacts], sign: int) -> tuple[OrderLineChange, ...]:
	"""Order lines lose (-1) or get again (+1) what the invoice billed, shipped and invoiced alike."""
	changes: dict[str, OrderLineChange] = {}
	for line in lines:
		counted = line.order_line
		if counted is None or not line.quantity:
			continue
		before = changes.get(counted.name)
		changes[counted.name] = OrderLineChange(
			name=counted.name,
			order=counted.order,
			quantity=counted.quantity,
			shipped=(before.shipped if before else counted.shipped) + sign * line.quantity,
			invoiced=(before.invoiced if before else counted.invoiced) + sign * line.quantity,
			cancelled=counted.cancelled,
			whole=_whole(before, line, sign),
		)
	return tuple(changes.values())


def _whole(before: OrderLineChange | None, line: LineFacts, sign: int) -> Whole | None:
	"""The whole that the line was a part of, unless the order line began a new one since."""
	known, counted = before.whole if before else None, line.order_line.whole
	if counted is None or line.billing_whole != counted.number:
		return known
	return billed_more(known or counted, line.quantity, line.posted, sign)

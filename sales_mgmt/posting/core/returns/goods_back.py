"""Goods come back: at the cost they left with where that is known, else at what the item costs today (domain A37).

`receive_back` values one line of a return, credit memo or undone shipment. The checks beside it belong to the same
documents: E18 (the entry must be named), E20 (costs before a date are final).
"""

from collections.abc import Iterable
from decimal import Decimal

from sales_mgmt.amounts import portion, round_half_away
from sales_mgmt.costing import STANDARD, CostBook, CostedItem, Entry
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.quantities import plain


def receive_back(
	book: CostBook, item: CostedItem, entry: Entry, applies_from: str | None, row: int
) -> tuple[Decimal, list[Finding]]:
	"""Cost (≥ 0, local currency) of goods that come back as `entry`, and what speaks against it.

	`entry` is new: its name is the line, its quantity positive in base units, its cost not known yet. `applies_from` names the
	item ledger entry with which the goods left; it has to be among the facts of `book`, which knows afterwards the new
	entry, the application, and what changed of other entries. With findings, nothing is received and the cost is zero.
	"""
	if applies_from is None:
		return book.receive(item, entry, current_cost(book, item, entry)), []
	if findings := check_origin(book.entries.get(applies_from), applies_from, entry, row):
		return Decimal(0), findings
	return book.receive_back(entry, applies_from), []


def current_cost(book: CostBook, item: CostedItem, entry: Entry) -> Decimal:
	"""What `entry` costs by today's unit cost: the average of the stock there, and without stock the item's."""
	there = book.pool(*entry.key)
	if item.method != STANDARD and there.quantity > 0:
		return portion(there.cost_amount, Decimal(0), entry.quantity, there.quantity, book.digits)
	return round_half_away(entry.quantity * item.unit_cost, book.digits)


def check_origin(origin: Entry | None, name: str, entry: Entry, row: int) -> list[Finding]:
	"""The entry that goods are said to come back from left, is of the same item, and had so much left to come back."""
	if origin is None or origin.quantity >= 0:
		message = sentence("Row {0}: no goods left with entry {1}. Choose the entry with which they left.")
		return [Finding("origin", message, (str(row), origin.title if origin else name), row)]
	if origin.item != entry.item:
		message = sentence("Row {0}: entry {1} is one of item {2}. Choose an entry of item {3}.")
		return [Finding("origin_item", message, (str(row), origin.title, origin.item, entry.item), row)]
	left = -origin.quantity - origin.returned_quantity
	if origin.correction:
		message = sentence(
			"Row {0}: entry {1} was undone, or undoes another one. Choose the entry with which goods left."
		)
		return [Finding("origin", message, (str(row), origin.title), row)]
	if entry.quantity > left:
		message = sentence(
			"Row {0}: {1} of item {2} left with entry {3}, and {4} came back already. Take back {5} or less."
		)
		went, came = plain(-origin.quantity), plain(origin.returned_quantity)
		return [
			Finding("returned", message, (str(row), went, entry.item, origin.title, came, plain(left)), row)
		]
	return []


def check_reversing(rows: Iterable[tuple[int, str | None]], policy: Policy) -> list[Finding]:
	"""E18: with Exact Cost Reversing Mandatory, every row of returning goods names the entry with which they left.

	`rows` holds (row number, applies-from entry) of the rows on which goods of an item with stock come back.
	"""
	if not policy.exact_cost_reversing_mandatory:
		return []
	message = sentence(
		"Row {0}: fill in Applies from Entry, the entry with which the goods left. Exact cost reversing is mandatory."
	)
	return [Finding("E18", message, (str(row),), row) for row, entry in rows if not entry]

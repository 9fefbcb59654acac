"""Other active price lists for the same customers that agree something else: told when a list is activated (domain A30).

Both hold, and the lower price or the higher discount is used. So a list may be active and change nothing, which is said here:
who is affected, row by row what the other list says, and which of the two is used.
"""

from collections.abc import Iterable
from decimal import Decimal

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import fmt_money

from sales_mgmt.documents.pricing.prices import agreement, agreements_query
from sales_mgmt.findings.finding import sentence
from sales_mgmt.pricing import Agreement, Rivals, find_rivals
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, link, said

ROWS, NAMES = 20, 5
"""How many rows, and how many customers by name, one message holds."""

ADDRESSEE = {
	"Customer": "customer",
	"Customer Price Group": "price_group",
	"Customer Discount Group": "discount_group",
}

AFFECTED = {
	"All Customers": sentence(
		"Other active price lists for all customers have lines with the same conditions."
	),
	"Customer": sentence("Other active price lists of customer {0} have lines with the same conditions."),
	"Customer Price Group": sentence(
		"Other active price lists of the price group {0} have lines with the same conditions. Customers with it: {1}."
	),
	"Customer Discount Group": sentence(
		"Other active price lists of the discount group {0} have lines with the same conditions. Customers with it: {1}."
	),
}

SAID = {
	("Price", "here"): sentence("Row {0}, {1}: {2} here is lower than {3} in {4} and is used."),
	("Price", "there"): sentence("Row {0}, {1}: {3} in {4} is lower than {2} here and is used."),
	("Price", "alike"): sentence("Row {0}, {1}: {2} is agreed here and in {4} alike."),
	("Price", "by VAT"): sentence(
		"Row {0}, {1}: {2} here and {3} in {4}, one of them with VAT. The lower one is used."
	),
	("Discount", "here"): sentence(
		"Row {0}, {1}: {2} % discount here is more than {3} % in {4} and is used."
	),
	("Discount", "there"): sentence(
		"Row {0}, {1}: {3} % discount in {4} is more than {2} % here and is used."
	),
	("Discount", "alike"): sentence("Row {0}, {1}: {2} % discount is agreed here and in {4} alike."),
}
"""{(what is agreed, which one is used): row, product, value here, value there, the other list}"""


def tell_of_rivals(doc: Document, lines: list[Agreement]) -> None:
	"""Show what the user may see of it; an activation over REST has it among its messages."""
	local_currency = get_settings().local_currency
	rivals = find_rivals(lines, _others(doc), local_currency)
	if not rivals:
		return
	rows = {line.name: line.idx for line in doc.lines}
	said_rows = [_row(pair, rows[pair.line.line], local_currency) for pair in rivals[:ROWS]]
	if len(rivals) > ROWS:
		said_rows.append(said(_("And {0} more rows.")).format(len(rivals) - ROWS))
	frappe.msgprint(
		[_affected(doc), *said_rows],
		title=_("Other Price Lists Agree the Same"),
		indicator="orange",
		as_list=True,
	)


def _others(doc: Document) -> Iterable[Agreement]:
	"""Lines in use of the other active lists with the same addressee, in one query."""
	query, head, line = agreements_query()
	query = query.where(
		(head.status == "Active")
		& (line.status == "Active")
		& (head.name != doc.name)
		& (head.applies_to == doc.applies_to)
	)
	if field := ADDRESSEE.get(doc.applies_to):
		query = query.where(head[field] == doc.get(field))
	return [agreement(row) for row in query.run(as_dict=True)]


def _affected(doc: Document) -> str:
	field = ADDRESSEE.get(doc.applies_to)
	name = doc.get(field) if field else None
	if doc.applies_to == "Customer":
		name = customer_named(name)
	return said(_(AFFECTED[doc.applies_to])).format(bold(name), _customers(field, name))


def _customers(field: str | None, name: str | None) -> str:
	"""The first of a group by name, and how many there are besides."""
	if field not in ("price_group", "discount_group"):
		return ""
	names = frappe.get_list(
		"Customer", {field: name}, pluck="customer_name", order_by="customer_name", limit=0
	)
	more = [f"+ {len(names) - NAMES}"] if len(names) > NAMES else []
	return " ".join([", ".join(names[:NAMES]) or "–", *more])


def _row(pair: Rivals, row: int, local_currency: str) -> str:
	used = (
		"here"
		if pair.winner is pair.line
		else "there"
		if pair.winner
		else "alike"
		if pair.alike
		else "by VAT"
	)
	if pair.thing == "Discount" and used == "by VAT":
		used = "alike"
	here, there = (_written(value, pair, local_currency) for value in pair.values)
	other = link("Price List", pair.other.list)
	return said(_(SAID[pair.thing, used])).format(row, bold(pair.line.product), here, there, other)


def _written(value: Decimal | None, pair: Rivals, local_currency: str) -> str:
	value = value or Decimal(0)
	digits = max(0, -value.normalize().as_tuple().exponent)
	if pair.thing == "Discount":
		return fmt_money(value, precision=digits)
	return fmt_money(value, precision=max(2, digits), currency=pair.line.currency or local_currency)

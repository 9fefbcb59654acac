"""What waits of order lines, by the day it was shipped, or of return order lines by the day it was received.

Read from posted shipments and receipts, so for goods, services, accounts and charges alike. Only asked where a VAT rate changes
at all. Nothing is locked here: the order is, and its lines say how much waits.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import getdate

from sales_mgmt.documents.chain import Chain
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.finance.vat_setup import Groups, VatTable
from sales_mgmt.posting.core.facts import CHARGE, LineFacts
from sales_mgmt.posting.core.groups import vat_group_sold_under
from sales_mgmt.posting.core.supplies import (
	RatedPart,
	RateOf,
	Supplies,
	Supply,
	by_rate,
	in_parts,
	newest,
)


def read_supplies(chain: Chain, waiting: Mapping[str, Decimal]) -> Supplies:
	"""`waiting`: what is shipped and not invoiced, by order line. One query, or none."""
	names = sorted(name for name, left in waiting.items() if left > 0)
	if not names:
		return Supplies({})
	head, line = frappe.qb.DocType(chain.moved), frappe.qb.DocType(f"{chain.moved} Line")
	link = line[chain.line_link]
	rows = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (head.docstatus == 1))
		# What was undone stands in the same document, with the opposite sign.
		.select(link, head.posting_date, Sum(line.quantity))
		.where(link.isin(names))
		.groupby(link, head.name, head.posting_date, head.creation)
		.orderby(head.creation)
		.run()
	)
	moved: dict[str, list[Supply]] = defaultdict(list)
	for name, on, total in rows:
		moved[name].append(Supply(getdate(on), quantity(total)))
	return Supplies({name: newest(moved[name], waiting[name]) for name in names})


def rate_of(table: VatTable, groups: Groups, own_day: date | None) -> RateOf:
	"""The rate of VAT groups on the day of a supply; of what moves with the posting itself on `own_day`."""
	return lambda on: table.percent(groups, on or own_day)


def at_their_rates(
	lines: tuple[LineFacts, ...],
	table: VatTable,
	business_group: str | None,
	own_day: date | None,
	chain: Chain,
) -> tuple[LineFacts, ...]:
	"""The lines of a posting with the rates of their supplies; a line whose supplies have several, in parts.

	What takes back an invoice line has its rate already. A charge is not divided, for its goods are: it has the rate of the
	oldest that it bills.
	"""
	if not table.changes(_groups(line, business_group) for line in lines):
		return lines
	waiting = {
		line.order_line.name: line.order_line.shipped - line.order_line.invoiced
		for line in lines
		if line.order_line and line.invoice_now and not line.back.credited
	}
	supplies = read_supplies(chain, waiting)
	return tuple(part for line in lines for part in _parts(line, supplies, table, business_group, own_day))


def _groups(line: LineFacts, business_group: str | None) -> Groups:
	return vat_group_sold_under(line.back.sold, business_group), line.vat_product_group


def _parts(
	line: LineFacts, supplies: Supplies, table: VatTable, business_group: str | None, own_day: date | None
) -> tuple[LineFacts, ...]:
	if not line.invoice_now or line.back.credited:
		return (line,)
	rate = rate_of(table, _groups(line, business_group), own_day)
	if line.back.supplied_on:
		return (replace(line, vat_percent=rate(line.back.supplied_on)),)
	if line.order_line is None:
		return (line,)
	taken = by_rate(supplies.take(line.order_line.name, line.invoice_now), rate)
	if line.type == CHARGE:
		taken = [RatedPart(line.invoice_now, taken[0].vat_percent)]
	return in_parts(line, taken)

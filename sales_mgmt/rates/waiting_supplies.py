"""What waits of order lines, by the day it was shipped, or of return order lines by the day it was received."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import getdate

from sales_mgmt.kinds.chain import Chain
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.rates.supplies import RateOf, Supplies, Supply, newest
from sales_mgmt.rates.vat_setup import Groups, VatTable


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

"""Which goods of an item entry belong to which invoice line: one shipment may be billed by several (domain A14).

A line that names an invoice line takes back what that line billed of the entry, and not what another invoice did. All in
base units, as the ledger counts them, so the shares of an entry add up to it.
"""

from collections.abc import Collection
from decimal import Decimal

import frappe
from frappe.query_builder.functions import Sum

from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.transactions.isolation import as_it_is_now

INVOICE = "Sales Invoice"

Shares = dict[str, dict[str, Decimal]]
"""By invoice line and item ledger entry: base units, > 0."""


def billed_shares(lines: Collection[str], lock: bool = False) -> Shares:
	"""What posted invoice lines billed of item entries. Services leave no goods. One query, or none.

	`lock`: the lines are locked; what they billed is read as it is now.
	"""
	if not lines:
		return {}
	line, value, item = (
		frappe.qb.DocType(name) for name in ("Sales Invoice Line", "Item Value Entry", "Item")
	)
	query = (
		frappe.qb.from_(line)
		.join(value)
		.on(
			(value.document_doctype == INVOICE)
			& (value.document_name == line.parent)
			& (value.document_line == line.name)
		)
		.join(item)
		.on((item.name == value.item) & (item.item_type == INVENTORY))
		.select(line.name, value.item_ledger_entry, Sum(-value.invoiced_quantity))
		.where(line.name.isin(sorted(lines)))
		.groupby(line.name, value.item_ledger_entry)
		.orderby(line.name)
		.orderby(value.item_ledger_entry)
	)
	found: Shares = {}
	for name, entry, moved in as_it_is_now(query, lock).run():
		if (share := quantity(moved)) > 0:
			found.setdefault(name, {})[entry] = share
	return found

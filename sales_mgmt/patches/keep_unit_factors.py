"""How many base units a unit holds stands on the line from now on. Lines from before get what they were posted with.

Until now every saving of a document read the factor from the item again. So a line of which something is shipped, or
received, may say something else than what was posted with it: the posted line is right. A line without any factor gets
the one of its item.
"""

import frappe
from pypika import Order

from sales_mgmt.kinds.chain import CHAINS, Chain
from sales_mgmt.masters.masters import units_by_item
from sales_mgmt.storage.write import update_rows

LINES = (
	"Sales Line",
	"Sales Invoice Line",
	"Sales Credit Memo Line",
	"Sales Shipment Line",
	"Return Receipt Line",
)


def execute() -> None:
	for doctype in LINES:
		_fill_blank(doctype)
	for chain in CHAINS:
		_take_from_posted(chain)


def _fill_blank(doctype: str) -> None:
	line = frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(line)
		.select(line.name, line.item, line.uom)
		.where(line.item.isnotnull() & (line.qty_per_uom.isnull() | (line.qty_per_uom == 0)))
		.run(as_dict=True)
	)
	units = units_by_item({row.item for row in rows})
	update_rows(doctype, {row.name: {"qty_per_uom": units.get((row.item, row.uom)) or 1} for row in rows})


def _take_from_posted(chain: Chain) -> None:
	"""Of several postings the last one tells: that is how the line is counted by now."""
	line, posted = frappe.qb.DocType("Sales Line"), frappe.qb.DocType(f"{chain.moved} Line")
	rows = (
		frappe.qb.from_(line)
		.join(posted)
		.on(posted[chain.line_link] == line.name)
		.select(line.name, posted.qty_per_uom)
		.where(
			(line.parenttype == chain.order)
			& (posted.correction == 0)
			& (posted.uom == line.uom)
			& (line.quantity_shipped > 0)
			& (posted.qty_per_uom > 0)
		)
		.orderby(posted.creation, order=Order.asc)
		.run()
	)
	right = dict(rows)
	if not right:
		return
	stored = dict(
		frappe.qb.from_(line).select(line.name, line.qty_per_uom).where(line.name.isin(sorted(right))).run()
	)
	update_rows(
		"Sales Line",
		{name: {"qty_per_uom": factor} for name, factor in right.items() if stored.get(name) != factor},
	)

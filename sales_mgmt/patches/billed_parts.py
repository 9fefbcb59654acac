"""What is billed of order lines, as amounts: from the posted lines that have the price and the VAT of the order line.

Posted lines at another price or rate are parts of no whole.
"""

import frappe
from pypika import functions as fn

from sales_mgmt.documents.chain import CHAINS, Chain
from sales_mgmt.posting.core.facts import NO_PART
from sales_mgmt.posting.write import update_rows


def execute() -> None:
	for chain in CHAINS:
		_count(chain)


def _count(chain: Chain) -> None:
	line, part, head = (
		frappe.qb.DocType(name) for name in ("Sales Line", f"{chain.billed} Line", chain.billed)
	)
	posted = (
		frappe.qb.from_(part)
		.join(head)
		.on((head.name == part.parent) & (head.docstatus == 1))
		.join(line)
		.on((line.name == part[chain.line_link]) & (line.parenttype == chain.order))
	)
	same = (
		(part.unit_price == line.unit_price)
		& (part.vat_percent == line.vat_percent)
		& (fn.Coalesce(part.vat_product_group, "") == fn.Coalesce(line.vat_product_group, ""))
	)
	others = posted.select(part.name).where(same.negate()).run(pluck=True)
	update_rows(f"{chain.billed} Line", {name: {"billing_whole": NO_PART} for name in others})
	rows = (
		posted.select(
			line.name,
			fn.Sum(part.quantity).as_("billed_quantity"),
			fn.Sum(part.line_amount + part.line_discount_amount).as_("billed_gross_amount"),
			fn.Sum(part.line_discount_amount).as_("billed_line_discount"),
			fn.Sum(part.invoice_discount_amount).as_("billed_invoice_discount"),
			fn.Sum(part.vat_amount).as_("billed_vat_amount"),
		)
		.where(same & (head.status != "Cancelled"))
		.groupby(line.name)
		.run(as_dict=True)
	)
	update_rows("Sales Line", {row.pop("name"): row for row in rows})

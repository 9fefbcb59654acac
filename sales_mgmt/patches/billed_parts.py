"""What is billed of order lines, as amounts: from the posted lines that have the price and the VAT of the order line.

Posted lines at another price or rate are parts of no whole, and what credits a posted invoice line is a part of that one.
"""

import frappe
from pypika import Table
from pypika import functions as fn
from pypika.terms import Criterion, ExistsCriterion

from sales_mgmt.amounts.taking import NO_PART
from sales_mgmt.kinds.chain import CHAINS, RETURN, Chain
from sales_mgmt.storage.write import update_rows


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
	same = _same_terms(part, line)
	if part_of_invoice := _of_an_invoice(chain, part):
		same &= part_of_invoice.negate()
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


def _same_terms(part: Table, whole: Table) -> Criterion:
	return (
		(part.unit_price == whole.unit_price)
		& (part.vat_percent == whole.vat_percent)
		& (fn.Coalesce(part.vat_product_group, "") == fn.Coalesce(whole.vat_product_group, ""))
	)


def _of_an_invoice(chain: Chain, part: Table) -> Criterion | None:
	if chain is not RETURN:
		return None
	sold = frappe.qb.DocType("Sales Invoice Line").as_("sold")
	of_it = (
		frappe.qb.from_(sold)
		.select(sold.name)
		.where((sold.name == part.invoice_line) & _same_terms(part, sold))
	)
	return ExistsCriterion(of_it)

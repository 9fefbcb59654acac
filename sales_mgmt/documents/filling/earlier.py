"""What of an order was billed before, or of an invoice credited: read where it makes a difference (domain 7.5).

That is where the payable is rounded, or the document is in a foreign currency. Cancelled invoices were given back and do not
count, nor do the credit memos that cancelled them. A document over several orders names none: it is billed for itself. What takes
back lines of one invoice is a part of that invoice, on whichever road it was made; of several, it is credited for itself.
"""

import frappe
from frappe.query_builder.functions import Coalesce
from pypika import Table
from pypika.terms import ExistsCriterion, Term

from sales_mgmt.amounts import NOTHING_EARLIER, Earlier, to_decimal
from sales_mgmt.kinds.chain import CHAINS, RETURN, Chain
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import currency_digits, get_policy

IN_CURRENCY = ("amount_including_vat", "rounding_amount", "vat_amount")
IN_LOCAL = ("amount_including_vat_lcy", "amount_lcy", "vat_amount_lcy")
CREDITS = "corrects_invoice"


def earlier_of(doc: DocumentShape, of_order: bool = False) -> Earlier:
	"""One statement where it makes a difference, none otherwise. `of_order`: an order is asked what it has billed, as it is
	when it bills more; the order as a whole is calculated for itself."""
	policy = get_policy()
	if not policy.invoice_rounding_precision and doc.currency == policy.local_currency:
		return NOTHING_EARLIER
	chain, link, whole = _whole_of(doc, of_order)
	if not whole:
		return NOTHING_EARLIER
	earlier = _of_invoice(whole) if link == CREDITS else NOTHING_EARLIER
	digits, local_digits = currency_digits(doc.currency), policy.local_digits
	for row in _billed(chain, link, whole, doc):
		payable, rounding, vat = (to_decimal(row[field], digits) for field in IN_CURRENCY)
		payable_lcy, net_lcy, vat_lcy = (to_decimal(row[field], local_digits) for field in IN_LOCAL)
		local = (payable_lcy, payable_lcy - net_lcy - vat_lcy, vat_lcy)
		earlier = earlier.plus(payable, rounding, vat, local, to_decimal(row.exchange_rate))
	return earlier


def _whole_of(doc: DocumentShape, of_order: bool) -> tuple[Chain | None, str, str | None]:
	"""The chain, the field by which documents name what they bill a part of, and its name."""
	for chain in CHAINS:
		if doc.doctype in (chain.order, chain.billed) and (invoice := _credited_invoice(doc)):
			return chain, CREDITS, invoice
		if doc.doctype == chain.order and of_order:
			return chain, chain.order_link, doc.name
		if doc.doctype == chain.billed:
			return chain, chain.order_link, doc.get(chain.order_link)
	return None, "", None


def _credited_invoice(doc: DocumentShape) -> str | None:
	"""The invoice that a return takes a part of: the one it corrects, or the one that all its lines name."""
	if doc.doctype not in (RETURN.order, RETURN.billed):
		return None
	named = {line.get("invoice") or "" for line in doc.lines if line.type != COMMENT}
	return doc.get(CREDITS) or (named.pop() if len(named) == 1 else None) or None


def _of_invoice(invoice: str) -> Earlier:
	"""Nothing credited yet of an invoice: what it was before rounding, its payable, and what its rounding is short of."""
	fields = ["rounding_amount", *IN_LOCAL, "amount_including_vat", "exchange_rate"]
	row = frappe.db.get_value("Sales Invoice", invoice, fields)
	if not row:
		return NOTHING_EARLIER
	rounding, payable_lcy, net_lcy, vat_lcy, payable, rate = map(to_decimal, row)
	rounding_lcy = payable_lcy - net_lcy - vat_lcy
	return Earlier(whole=(payable - rounding, payable), whole_short=rounding * rate - rounding_lcy)


def _billed(chain: Chain, link: str, whole: str, doc: DocumentShape) -> list["frappe._dict"]:
	table = frappe.qb.DocType(chain.billed)
	query = (
		frappe.qb.from_(table)
		.select(table.exchange_rate, *[table[field] for field in (*IN_CURRENCY, *IN_LOCAL)])
		.where((table.docstatus == 1) & (table.status != "Cancelled"))
		.where(_credits(table, whole) if link == CREDITS else table[link] == whole)
		.where((table.name != (doc.name or "")) & (table.currency == doc.currency))
	)
	if frappe.get_meta(chain.billed).has_field("is_cancellation"):
		query = query.where(table.is_cancellation == 0)
	return query.run(as_dict=True)


def _credits(memo: Table, invoice: str) -> Term:
	"""Credit memos that correct an invoice, or whose lines all name it."""
	line = frappe.qb.DocType("Sales Credit Memo Line")
	names = frappe.qb.from_(line).select(line.parent).where(line.invoice == invoice)
	others = (
		frappe.qb.from_(line)
		.select(line.parent)
		.where((line.parent == memo.name) & (line.type != COMMENT) & (Coalesce(line.invoice, "") != invoice))
	)
	return (memo[CREDITS] == invoice) | (memo.name.isin(names) & ExistsCriterion(others).negate())

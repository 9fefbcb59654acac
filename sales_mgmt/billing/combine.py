"""Combine Return Receipts: one credit memo for all that a customer sent back, instead of one per return order (A13).

For customers who get combined documents. What differs in bill-to customer, currency or kind of prices can not stand on one
document. Each credit memo is made, and posted, by itself: what fails leaves nothing, and does not stop the others.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import frappe
from frappe.model.document import Document

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.billing.moved_lines import ORDER, add, offered
from sales_mgmt.documents.making.fetched import SAME_SALE
from sales_mgmt.ownership import insert_built
from sales_mgmt.posting.post import post_document
from sales_mgmt.posting.reading.ahead import lock_ahead
from sales_mgmt.transactions.attempt import attempt_posting, transaction_is_ours


def combine(
	posting_date: date,
	document_date: date,
	post: bool,
	customer: str | None = None,
	external_document_no: str | None = None,
) -> dict[str, list[dict[str, Any]]]:
	"""{credit_memos: [{customer, customer_name, credit_memo, posted}], failed: [{customer, customer_name, messages}]}

	`external_document_no`: for those whose return orders do not share a number. What is typed for one customer goes before it.
	"""
	dates = {"posting_date": posting_date, "document_date": document_date}
	number = Number(external_document_no, leads=bool(customer))
	made, failed = [], []
	ours = transaction_is_ours()
	for sale in _sales(customer):
		buyer = {"customer": sale["customer"], "customer_name": sale.pop("customer_name")}
		outcome = attempt_posting(lambda sale=sale: _one(sale, dates, number, post), ours)
		if ours:
			frappe.db.commit()
		if outcome.posted is None:
			failed.append({**buyer, "messages": list(outcome.messages)})
		elif outcome.posted["credit_memo"]:
			made.append({**buyer, "posted": post, **outcome.posted})
	return {"credit_memos": made, "failed": failed}


def _sales(customer: str | None) -> list[dict[str, Any]]:
	"""What one credit memo can hold, of customers who get combined documents and have goods that are not credited."""
	order, line, buyer = (frappe.qb.DocType(name) for name in (ORDER, "Sales Line", "Customer"))
	query = (
		frappe.qb.from_(order)
		.join(line)
		.on((line.parent == order.name) & (line.parenttype == ORDER))
		.join(buyer)
		.on((buyer.name == order.customer) & (buyer.combine_shipments == 1))
		.select(*[order[field] for field in SAME_SALE], buyer.customer_name)
		.distinct()
		.where((order.status != "Completed") & (line.qty_shipped_not_invoiced > 0))
		.orderby(order.customer)
		.orderby(order.bill_to_customer)
		.orderby(order.currency)
		.orderby(order.prices_include_vat)
	)
	if customer:
		query = query.where(order.customer == customer)
	return restrict(query, ORDER).run(as_dict=True)


class Number(NamedTuple):
	"""The customer's own number as somebody typed it, and whether it goes before that of the return orders."""

	typed: str | None
	leads: bool

	def of(self, rows: Iterable[dict[str, Any]]) -> str | None:
		"""For a credit memo of these receipt lines. One query."""
		orders = sorted({row["return_order"] for row in rows})
		numbers = frappe.get_all(
			ORDER, {"name": ("in", orders)}, pluck="external_document_no", distinct=True, order_by=None
		)
		shared = numbers[0] if len(numbers) == 1 else None
		return (self.typed or shared) if self.leads else (shared or self.typed)


def _one(sale: dict[str, Any], dates: dict[str, date], number: Number, post: bool) -> dict[str, str | None]:
	rows = offered(sale, lock=True)
	if not rows:
		return {"credit_memo": None}
	memo: Document = frappe.new_doc("Sales Credit Memo")
	memo.update({**sale, **dates, "external_document_no": number.of(rows)})
	add(memo, rows)
	if post:
		lock_ahead(memo)
	insert_built(memo)
	if post:
		post_document(memo, False, True, None)
	return {"credit_memo": memo.name}

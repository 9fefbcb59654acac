"""Get Return Receipt Lines: what came back and is not credited yet, on one credit memo (domain A13, decision 9.7).

Return orders are credited oldest receipt first, so what is left of a return order line belongs to its newest receipts.
What stands on another draft credit memo already is not offered again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Sum

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.documents.charges.charge_copies import carry_assignments
from sales_mgmt.documents.making.conversion import keep_agreed_price
from sales_mgmt.documents.making.fetched import SAME_SALE
from sales_mgmt.kinds.lines import REVERSES
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.isolation import as_it_is_now

ORDER, RECEIPT, MEMO = "Sales Return Order", "Return Receipt", "Sales Credit Memo"
ZERO = Decimal(0)


def receipt_lines(memo: Document) -> list[dict[str, Any]]:
	"""Lines of return receipts that the credit memo may credit, oldest first: those of its customer and currency.

	[{line, return_receipt, posting_date, row, return_order, return_order_line, type, item, account, item_charge, description,
	quantity, uom}], where the quantity is what is left to credit.
	"""
	return offered({field: memo.get(field) for field in SAME_SALE}, except_for=memo.name)


def offered(sale: dict[str, Any], except_for: str | None = None, lock: bool = False) -> list[dict[str, Any]]:
	"""What is left to credit of the return receipts of a sale: customer, bill-to, currency and kind of prices."""
	left = _left(_waiting(sale, lock), except_for)
	if not left:
		return []
	line, receipt = frappe.qb.DocType(f"{RECEIPT} Line"), frappe.qb.DocType(RECEIPT)
	fields = (
		"type",
		"item",
		"account",
		"item_charge",
		"description",
		"quantity",
		"uom",
		"return_order",
		"return_order_line",
	)
	rows = (
		frappe.qb.from_(line)
		.join(receipt)
		.on(receipt.name == line.parent)
		.select(
			line.name.as_("line"),
			receipt.name.as_("return_receipt"),
			receipt.posting_date,
			line.idx.as_("row"),
			*[line[field] for field in fields],
		)
		.where((receipt.docstatus == 1) & (line.correction == 0) & line.return_order_line.isin(sorted(left)))
		.orderby(receipt.posting_date)
		.orderby(receipt.posted_no)
		.orderby(line.idx)
		.run(as_dict=True)
	)
	return share_out(rows, left)


def share_out(rows: Sequence[dict[str, Any]], left: dict[str, Decimal]) -> list[dict[str, Any]]:
	"""The rows, oldest first, that still have something to credit: the newest ones of each return order line."""
	left, kept = dict(left), []
	for row in reversed(rows):
		taken = min(quantity(row["quantity"]), left[row["return_order_line"]])
		if taken > 0:
			left[row["return_order_line"]] -= taken
			kept.append({**row, "quantity": float(taken)})
	return kept[::-1]


def _waiting(sale: dict[str, Any], lock: bool) -> dict[str, Decimal]:
	"""Return order lines of a sale that are received and not credited. With `lock`, their orders are locked first."""
	order, line = frappe.qb.DocType(ORDER), frappe.qb.DocType("Sales Line")
	query = frappe.qb.from_(order).select(order.name).where(order.status != "Completed").orderby(order.name)
	for field, value in sale.items():
		query = query.where(order[field] == value)
	query = restrict(query, ORDER)
	names = (query.for_update() if lock else query).run(pluck=True)
	if not names:
		return {}
	rows = (
		frappe.qb.from_(line)
		.select(line.name, line.qty_shipped_not_invoiced)
		.where((line.parenttype == ORDER) & line.parent.isin(names) & (line.qty_shipped_not_invoiced > 0))
	)
	return {name: quantity(waiting) for name, waiting in as_it_is_now(rows, lock).run()}


def _left(waiting: dict[str, Decimal], except_for: str | None) -> dict[str, Decimal]:
	"""Without what stands on drafts already, this one's own rows included."""
	if not waiting:
		return {}
	line = frappe.qb.DocType(f"{MEMO} Line")
	rows = (
		frappe.qb.from_(line)
		.select(line.return_order_line, Sum(line.quantity))
		.where((line.docstatus == 0) & line.return_order_line.isin(sorted(waiting)))
		.groupby(line.return_order_line)
		.run()
	)
	drafted = {name: quantity(taken) for name, taken in rows}
	return {name: rest for name, value in waiting.items() if (rest := value - drafted.get(name, ZERO)) > 0}


def fetch(memo: Document, names: Iterable[str] | None = None) -> list[str]:
	"""Put lines of return receipts on a draft credit memo, all that are left or those named. It is not saved.

	Returns the names of the receipt lines that are new on it. Raises ValidationError for lines that are not offered.
	"""
	rows = receipt_lines(memo)
	if names is not None:
		wanted = set(names)
		if unknown := sorted(wanted - {row["line"] for row in rows}):
			frappe.throw(
				said(
					_(
						"{0} has nothing left to credit here. Another draft may hold it, or it is another customer's."
					)
				).format(bold(unknown[0]))
			)
		rows = [row for row in rows if row["line"] in wanted]
	add(memo, rows)
	return [row["line"] for row in rows]


def add(memo: Document, rows: Sequence[dict[str, Any]]) -> None:
	"""Append receipt lines as lines that credit their return orders, with their prices and what they reverse."""
	of_order: dict[str, list[dict[str, Any]]] = defaultdict(list)
	for row in rows:
		of_order[row["return_order"]].append(row)
	fields = (*common_fields("Sales Line", f"{MEMO} Line"), *REVERSES)
	for name, received in of_order.items():
		order = frappe.get_doc(ORDER, name)
		lines, made = {line.name: line for line in order.lines}, {}
		for row in received:
			line = lines[row["return_order_line"]]
			new = made[line.name] = memo.append("lines", {})
			copy_fields(line, new, fields)
			new.update(
				{
					"quantity": row["quantity"],
					"return_order": name,
					"return_order_line": line.name,
					"return_receipt": row["return_receipt"],
				}
			)
			keep_agreed_price(new, order)
		carry_assignments(order, memo, made)

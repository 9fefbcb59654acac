"""Drafts that correct a posted invoice, and the parts of a return that belong on a new order (domain A12, A14)."""

from collections.abc import Iterable, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from sales_mgmt.documents.charges.charge_copies import carry_assignments
from sales_mgmt.documents.filling.return_terms import left_behind
from sales_mgmt.documents.making.conversion import follows_the_day, keep_agreed_price
from sales_mgmt.documents.making.credited_lines import credit_lines
from sales_mgmt.kinds.lines import COMMENT, ITEM
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.ownership import insert_built, save_built
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.texts.messages import bold, said


def corrective_credit_memo(invoice: Document, lines: Iterable[Mapping[str, Any]] | None = None) -> Document:
	"""A draft credit memo of everything that is not credited yet, or of the chosen `lines` (see `credited_lines`), to be
	applied to the invoice. It can be edited."""
	if invoice.corrects_credit_memo:
		frappe.throw(
			said(
				_(
					"Invoice {0} is a corrective document, so it is not credited. Credit the invoice that it brought back."
				)
			).format(bold(invoice.posted_no))
		)
	memo = frappe.new_doc("Sales Credit Memo")
	own = left_behind(invoice.doctype, memo.doctype, invoice.payment_terms)
	copy_fields(invoice, memo, without=(*own, *follows_the_day(invoice)))
	rate = {"exchange_rate": invoice.exchange_rate, "exchange_rate_by_hand": invoice.exchange_rate_by_hand}
	memo.update(
		{**rate, "corrects_invoice": invoice.name, "document_date": nowdate(), "posting_date": nowdate()}
	)
	if not credit_lines(memo, invoice, lines):
		frappe.throw(
			said(_("Everything on invoice {0} is credited already.")).format(bold(invoice.posted_no))
		)
	if invoice.remaining_amount:
		memo.append("applications", {"entry": invoice.customer_ledger_entry})
	return insert_built(memo)


def replacement_invoice(invoice: Document) -> Document | None:
	"""A draft invoice with the content of a cancelled one. None where an order has got its quantities back."""
	if any(line.order_line for line in invoice.lines):
		return None
	draft = frappe.new_doc("Sales Invoice")
	copy_fields(invoice, draft, without=follows_the_day(invoice))
	draft.update({"corrects_invoice": invoice.name, "document_date": nowdate(), "posting_date": nowdate()})
	fields = common_fields("Sales Invoice Line", "Sales Invoice Line")
	rows = {}
	for line in invoice.lines:
		row = rows[line.name] = draft.append("lines", {})
		copy_fields(line, row, fields)
		keep_agreed_price(row, invoice)
	carry_assignments(invoice, draft, rows)
	return insert_built(draft)


def move_negative_lines(order: Document) -> Document:
	"""Lines with a negative quantity leave a return order and appear on a new order, with a positive one."""
	negative = [line for line in order.lines if quantity(line.quantity) < 0]
	if not negative:
		frappe.throw(
			said(
				_("Return order {0} has no line with a negative quantity, so there is nothing to move.")
			).format(bold(order.name))
		)
	target = _order_of(order, negative)
	order.lines = [line for line in order.lines if line not in negative]
	for index, line in enumerate(order.lines, start=1):
		line.idx = index
	save_built(order)
	return target


def replacement_order(order: Document) -> Document:
	"""A new order of what comes back, at the prices of the return order: the customer gets the same goods again."""
	coming = [line for line in order.lines if line.type == COMMENT or quantity(line.quantity) > 0]
	if not any(line.type == ITEM for line in coming):
		frappe.throw(
			said(_("Return order {0} has no items that come back, so there is nothing to replace.")).format(
				bold(order.name)
			)
		)
	return _order_of(order, coming)


def _order_of(order: Document, lines: list[Document]) -> Document:
	"""A new order with lines of a return order, whatever their sign."""
	target = frappe.new_doc("Sales Order")
	own = left_behind(order.doctype, target.doctype, order.payment_terms)
	copy_fields(order, target, without=(*own, *follows_the_day(order)))
	today = nowdate()
	target.update(
		{"order_date": today, "document_date": today, "posting_date": today, "return_order": order.name}
	)
	fields = common_fields("Sales Line", "Sales Line")
	for line in lines:
		row = target.append("lines", {})
		copy_fields(line, row, fields)
		row.update({"quantity": abs(line.quantity or 0), "line_discount_amount": None, "return_reason": None})
		keep_agreed_price(row, order)
	return insert_built(target)

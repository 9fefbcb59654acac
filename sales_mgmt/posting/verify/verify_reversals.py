"""What came back and what is credited against the entries and lines that say so."""

from typing import Any

import frappe
from pypika import Case
from pypika import functions as fn
from pypika.queries import QueryBuilder
from pypika.terms import Term

from sales_mgmt.documents.making.reversed_lines import PRICE_ONLY
from sales_mgmt.posting.verify.drift import TOLERANCE, differs, drift_rows


def credited_quantities() -> list[dict[str, Any]]:
	"""Credited quantity of a posted invoice line = sum over posted credit memo lines that are not cancelled."""
	line, memo, head = (
		frappe.qb.DocType(name)
		for name in ("Sales Invoice Line", "Sales Credit Memo Line", "Sales Credit Memo")
	)
	credited = (
		frappe.qb.from_(memo)
		.join(head)
		.on(head.name == memo.parent)
		.select(memo.invoice_line, memo.quantity)
		.where(
			(head.docstatus == 1)
			& (head.status != "Cancelled")
			& memo.invoice_line.isnotnull()
			& (fn.Coalesce(memo.effect, "") != PRICE_ONLY)
		)
	).as_("credited")
	total = fn.Coalesce(fn.Sum(credited.quantity), 0)
	rows = (
		frappe.qb.from_(line)
		.left_join(credited)
		.on(credited.invoice_line == line.name)
		.select(line.name, line.quantity_credited, total)
		.where(line.docstatus == 1)
		.groupby(line.name, line.quantity_credited)
		.having(fn.Abs(fn.Coalesce(line.quantity_credited, 0) - total) > TOLERANCE)
		.run()
	)
	return drift_rows("Sales Invoice Line", "quantity_credited", rows) + _credited_money()


def credited_sums() -> tuple[QueryBuilder, dict[str, Term]]:
	"""By posted invoice line, what credit memos that are not cancelled gave back: the query, and its sums by field."""
	memo, head = frappe.qb.DocType("Sales Credit Memo Line"), frappe.qb.DocType("Sales Credit Memo")
	price_only = fn.Coalesce(memo.effect, "") == PRICE_ONLY
	sums = {
		"credited_gross_amount": fn.Sum(memo.line_amount + memo.line_discount_amount),
		"credited_line_discount": fn.Sum(memo.line_discount_amount),
		"credited_invoice_discount": fn.Sum(memo.invoice_discount_amount),
		"credited_vat_amount": fn.Sum(memo.vat_amount),
		"price_credited": fn.Sum(
			Case().when(price_only, memo.line_amount - memo.invoice_discount_amount).else_(0)
		),
		"quantity_credited": fn.Sum(Case().when(price_only, 0).else_(memo.quantity)),
	}
	query = (
		frappe.qb.from_(memo)
		.join(head)
		.on(head.name == memo.parent)
		.where((head.docstatus == 1) & (head.status != "Cancelled") & memo.invoice_line.isnotnull())
		.groupby(memo.invoice_line)
		.select(memo.invoice_line, *(total.as_(field) for field, total in sums.items()))
	)
	return query, sums


def _credited_money() -> list[dict[str, Any]]:
	"""Credited amounts of a posted invoice line = sums over posted credit memo lines that are not cancelled."""
	line = frappe.qb.DocType("Sales Invoice Line")
	query, sums = credited_sums()
	credited = query.as_("credited")
	drifts = []
	for field in sums:
		total = fn.Coalesce(credited[field], 0)
		rows = (
			frappe.qb.from_(line)
			.left_join(credited)
			.on(credited.invoice_line == line.name)
			.select(line.name, line[field], total)
			.where((line.docstatus == 1) & (fn.Abs(line[field] - total) > TOLERANCE))
			.run()
		)
		drifts += drift_rows("Sales Invoice Line", field, rows) if field != "quantity_credited" else []
	return drifts


def more_than_left() -> list[dict[str, Any]]:
	"""Nothing comes back twice: of an entry never more than left with it, of an invoice line never more than it billed."""
	entry, line = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Sales Invoice Line")
	went = (
		frappe.qb.from_(entry)
		.select(entry.name, entry.returned_quantity, -entry.quantity)
		.where((entry.quantity < 0) & (entry.returned_quantity + entry.quantity > TOLERANCE))
		.run()
	)
	billed = (
		frappe.qb.from_(line)
		.select(line.name, line.quantity_credited, line.quantity)
		.where((line.docstatus == 1) & (line.quantity_credited - line.quantity > TOLERANCE))
		.run()
	)
	return [
		*drift_rows("Item Ledger Entry", "returned_quantity", went),
		*drift_rows("Sales Invoice Line", "quantity_credited", billed),
	]


def undone_rests() -> list[dict[str, Any]]:
	"""What is undone of a shipped entry, beside what is billed of it = what came back in the same shipment for its order line."""
	entry, back = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item Ledger Entry").as_("back")
	total = fn.Coalesce(fn.Sum(back.quantity), 0)
	rows = (
		frappe.qb.from_(entry)
		.left_join(back)
		.on(
			(back.document_name == entry.document_name)
			& (back.order_line == entry.order_line)
			& (back.correction == 1)
			& (back.quantity > 0)
		)
		.select(entry.name, entry.undone_quantity, total)
		.where(
			(entry.document_doctype == "Sales Shipment")
			& entry.order_line.isnotnull()
			& (entry.quantity < 0)
			& (entry.correction == 0)
		)
		.groupby(entry.name, entry.undone_quantity)
		.having(fn.Abs(entry.undone_quantity - total) > TOLERANCE)
		.run()
	)
	return drift_rows("Item Ledger Entry", "undone_quantity", rows)


def cancellations() -> list[dict[str, Any]]:
	"""An invoice is cancelled by the one credit memo that cancels it and is not cancelled itself, by a corrective invoice."""
	invoice, memo = frappe.qb.DocType("Sales Invoice"), frappe.qb.DocType("Sales Credit Memo")
	corrective = frappe.qb.DocType("Sales Invoice").as_("corrective")
	drifts = []
	for table, by, computed, status in (
		(
			invoice,
			memo,
			(memo.corrects_invoice == invoice.name)
			& (memo.is_cancellation == 1)
			& (memo.status != "Cancelled"),
			invoice.status,
		),
		(memo, corrective, corrective.corrects_credit_memo == memo.name, memo.status),
	):
		found = fn.Coalesce(by.name, "")
		stored = fn.Coalesce(table.cancelled_by, "")
		doctype = "Sales Invoice" if table is invoice else "Sales Credit Memo"
		query = frappe.qb.from_(table).left_join(by).on(computed & (by.docstatus == 1))
		rows = (
			query.select(table.name, stored, found)
			.where(
				(table.docstatus == 1)
				& (
					(stored != found)
					| ((status == "Cancelled") & (found == ""))
					| ((status != "Cancelled") & (found != ""))
				)
			)
			.run()
		)
		drifts += [
			{"doctype": doctype, "name": name, "field": "cancelled_by", "stored": ours, "computed": theirs}
			for name, ours, theirs in rows
		]
	return drifts


def credit_memos() -> list[dict[str, Any]]:
	"""A posted credit memo shows what remains of its ledger entry, without the sign of the ledger."""
	memo, entry = frappe.qb.DocType("Sales Credit Memo"), frappe.qb.DocType("Customer Ledger Entry")
	left = -entry.remaining_amount
	rows = (
		frappe.qb.from_(memo)
		.left_join(entry)
		.on(entry.name == memo.customer_ledger_entry)
		.select(memo.name, memo.remaining_amount, left)
		.where((memo.docstatus == 1) & differs(memo.remaining_amount, left))
		.run()
	)
	return drift_rows("Sales Credit Memo", "remaining_amount", rows)

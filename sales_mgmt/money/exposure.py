"""What a customer owes and will owe, read in two queries whatever the number of entries and orders."""

from datetime import date
from decimal import Decimal

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Min, Sum
from frappe.utils import getdate

from sales_mgmt.amounts import round_half_away, to_decimal
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.money.credit import ZERO, Exposure, not_invoiced
from sales_mgmt.settings import get_policy
from sales_mgmt.supply.waiting import in_local_currency


def read_exposure(customer: str, document: DocumentShape | None = None) -> Exposure:
	"""Exposure of a bill-to customer in local currency.

	`document` is looked at as it stands, saved or not, and replaces what is stored of it.
	"""
	digits = get_policy().local_digits
	order = document.name if document and document.doctype == "Sales Order" else None
	outstanding, shipped = _orders(customer, order)
	balance, due, since = _balance(customer, getdate())
	return Exposure(
		balance=to_decimal(balance, digits),
		balance_due=max(to_decimal(due, digits), ZERO),
		overdue_since=getdate(since) if since else None,
		outstanding_orders=to_decimal(outstanding, digits),
		shipped_not_invoiced=to_decimal(shipped, digits),
		this_document=_of_document(document, digits) if document else ZERO,
	)


def _balance(customer: str, today: date) -> tuple:
	"""Everything open, and what of it should have been paid before today. Money that came in counts at once."""
	entry = frappe.qb.DocType("Customer Ledger Entry")
	due = (entry.due_date < today) | (entry.remaining_amount_lcy < 0)
	return (
		frappe.qb.from_(entry)
		.select(
			Sum(entry.remaining_amount_lcy),
			Sum(Case().when(due, entry.remaining_amount_lcy).else_(0)),
			Min(Case().when((entry.due_date < today) & (entry.remaining_amount_lcy > 0), entry.due_date)),
		)
		.where((entry.customer == customer) & (entry.open == 1))
		.run()[0]
	)


def _orders(customer: str, except_order: str | None) -> tuple:
	"""Value of what is ordered and not shipped, and of what is shipped and not invoiced, VAT included.

	Rounded line by line, as reports on orders show it.
	"""
	order, line = frappe.qb.DocType("Sales Order"), frappe.qb.DocType("Sales Line")
	amount = line.amount_including_vat
	waiting = in_local_currency(amount, order, line, line.outstanding_quantity)
	shipped = in_local_currency(amount, order, line, line.quantity_shipped - line.quantity_invoiced)
	query = (
		frappe.qb.from_(order)
		.join(line)
		.on((line.parent == order.name) & (line.parenttype == "Sales Order"))
		.select(Sum(waiting), Sum(shipped))
		.where(
			(order.bill_to_customer == customer)
			& (order.status != "Completed")
			& (line.quantity != 0)
			& (line.quantity != line.quantity_invoiced)
		)
	)
	return (query.where(order.name != except_order) if except_order else query).run()[0]


def _of_document(doc: DocumentShape, digits: int) -> Decimal:
	"""Value of the document's lines that no posted invoice and no other document holds, VAT included.

	Invoice lines that bill an order are shipped and not invoiced there, so they are counted already.
	"""
	rate = to_decimal(doc.exchange_rate)
	return sum(
		(
			round_half_away(
				rate
				* not_invoiced(
					to_decimal(line.amount_including_vat),
					quantity(line.quantity),
					quantity(line.get("quantity_invoiced")) + quantity(line.get("quantity_cancelled")),
				),
				digits,
			)
			for line in doc.lines
			if not line.get("order_line")
		),
		ZERO,
	)

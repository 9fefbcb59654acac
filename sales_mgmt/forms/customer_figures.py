"""Figures of a customer, computed when somebody looks and never stored (domain A02). Local currency."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Case
from frappe.query_builder.functions import Max, Sum
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.money.credit import Exposure
from sales_mgmt.money.exposure import read_exposure
from sales_mgmt.settings import get_policy


def statistics(customer: Document, exposure: Exposure | None = None) -> dict[str, float | str | None]:
	"""What the customer owes and will owe as the one who gets the invoices, and what was sold to it this year and last.

	`credit_left` is None without a credit limit, negative beyond it; `last_sale` is the date of the newest entry.
	"""
	exposure = exposure or read_exposure(customer.name)
	limit = to_decimal(customer.credit_limit)
	return {
		"balance": float(exposure.balance),
		"balance_due": float(exposure.balance_due),
		"outstanding_orders": float(exposure.outstanding_orders),
		"shipped_not_invoiced": float(exposure.shipped_not_invoiced),
		"credit_limit": float(limit),
		"credit_left": float(limit - exposure.total) if limit > 0 else None,
		**_sales(customer.name),
		"currency": get_policy().local_currency,
	}


def _sales(customer: str) -> dict[str, float | str | None]:
	"""Net sales of this calendar year up to today and of the last one, discounts taken off.

	The VAT entries hold them, negative, credits positive.
	"""
	today = getdate()
	new_year = today.replace(month=1, day=1)
	last_year = new_year.replace(year=new_year.year - 1)
	entry = frappe.qb.DocType("VAT Entry")
	this = Case().when(entry.posting_date >= new_year, entry.base).else_(0)
	last = Case().when(entry.posting_date < new_year, entry.base).else_(0)
	sold = Case().when(entry.base < 0, entry.posting_date)
	years = entry.posting_date[last_year:today]
	rows = (
		frappe.qb.from_(entry)
		.select(
			Sum(Case().when(years, this).else_(0)),
			Sum(Case().when(years, last).else_(0)),
			Max(sold),
		)
		.where(entry.customer == customer)
		.run()
	)
	this_year, year_before, last_sale = rows[0]
	digits = get_policy().local_digits
	return {
		"sales_this_year": float(-to_decimal(this_year, digits)),
		"sales_last_year": float(-to_decimal(year_before, digits)),
		"last_sale": str(last_sale) if last_sale else None,
	}

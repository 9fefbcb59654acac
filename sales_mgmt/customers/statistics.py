"""Figures of a customer, computed when somebody looks and never stored (domain A02). Local currency."""

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Sum
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.receivables.exposure import read_exposure
from sales_mgmt.settings import get_policy


def statistics(customer: Document) -> dict[str, float]:
	"""What the customer owes and will owe as the one who gets the invoices, and what was sold to it this year."""
	exposure = read_exposure(customer.name)
	return {
		"balance": float(exposure.balance),
		"balance_due": float(exposure.balance_due),
		"outstanding_orders": float(exposure.outstanding_orders),
		"shipped_not_invoiced": float(exposure.shipped_not_invoiced),
		"credit_limit": float(to_decimal(customer.credit_limit)),
		"sales_this_year": _sales_this_year(customer.name),
	}


def _sales_this_year(customer: str) -> float:
	"""Net sales of the calendar year, discounts taken off. The VAT entries hold them, negative, credits positive."""
	today = getdate()
	entry = frappe.qb.DocType("VAT Entry")
	rows = (
		frappe.qb.from_(entry)
		.select(Sum(entry.base))
		.where((entry.customer == customer) & entry.posting_date[today.replace(month=1, day=1) : today])
		.run()
	)
	return float(-to_decimal(rows[0][0], get_policy().local_digits))

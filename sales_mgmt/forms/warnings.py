"""What deserves a second look on a document that is being filled in (domain A02, 5). Shown, never in the way."""

from decimal import Decimal

import frappe
from frappe.utils import fmt_money

from sales_mgmt.amounts import to_decimal
from sales_mgmt.findings.finding import Finding, Severity, sentence
from sales_mgmt.kinds.documents import LEAVING, RETURNS
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.masters.external_number import repeated_number
from sales_mgmt.money.credit import CHECKS_LIMIT, CHECKS_OVERDUE, Exposure, credit_warnings
from sales_mgmt.money.exposure import read_exposure
from sales_mgmt.settings import get_settings
from sales_mgmt.supply.availability import needs_and_availability
from sales_mgmt.supply.stockout import stockout_warnings

"""A quote moves nothing, so nothing can run out."""


def warnings(doc: DocumentShape) -> list[Finding]:
	"""Warnings of a document that is still open; at most six queries, however many lines it has."""
	return warnings_of(doc, credit_exposure(doc))


def warnings_of(doc: DocumentShape, exposure: Exposure | None) -> list[Finding]:
	"""The same, where the bill-to customer's exposure was read before."""
	if doc.docstatus or not doc.customer or doc.status in doc.closed_statuses:
		return []
	if doc.doctype in RETURNS:
		return []  # a return lowers what the customer owes, and brings goods
	return [*_blocked(doc), *repeated_number(doc), *_credit(doc, exposure), *_stockout(doc)]


def credit_exposure(doc: DocumentShape) -> Exposure | None:
	"""What the bill-to customer of an open document owes, if Sales Settings ask for it and the user may know it."""
	if doc.docstatus or not doc.customer or doc.status in doc.closed_statuses or doc.doctype in RETURNS:
		return None
	if get_settings().credit_warnings not in {*CHECKS_LIMIT, *CHECKS_OVERDUE} or not doc.bill_to_customer:
		return None
	if not frappe.has_permission("Customer", "read", frappe.get_cached_doc("Customer", doc.bill_to_customer)):
		return None
	return read_exposure(doc.bill_to_customer, doc)


def _blocked(doc: DocumentShape) -> list[Finding]:
	"""A quote binds nobody, so a blocked customer may get one; its order will be refused."""
	blocked = frappe.get_cached_doc("Customer", doc.customer).blocked
	if doc.doctype != "Sales Quote" or not blocked:
		return []
	message = sentence("Customer {0} is blocked ({1}): this quote can not become an order.")
	values = (doc.customer, blocked)
	return [Finding("E09", message, values, severity=Severity.WARN, link=("Customer", doc.customer))]


def _credit(doc: DocumentShape, exposure: Exposure | None) -> list[Finding]:
	if not exposure:
		return []
	settings = get_settings()
	bill_to = frappe.get_cached_doc("Customer", doc.bill_to_customer)

	def money(amount: Decimal) -> str:
		return fmt_money(float(amount), currency=settings.local_currency)

	return credit_warnings(
		bill_to.name,
		to_decimal(bill_to.credit_limit),
		exposure,
		settings.credit_warnings,
		money,
	)


def _stockout(doc: DocumentShape) -> list[Finding]:
	if doc.doctype not in LEAVING or not get_settings().stockout_warning:
		return []
	return stockout_warnings(*needs_and_availability(doc))

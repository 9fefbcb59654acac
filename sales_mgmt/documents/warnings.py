"""What deserves a second look on a document that is being filled in (domain A02, 5). Shown, never in the way."""

from decimal import Decimal
from typing import TYPE_CHECKING

import frappe
from frappe.utils import fmt_money

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.external_number import repeated_number
from sales_mgmt.inventory.availability import needs_and_availability
from sales_mgmt.inventory.stockout import stockout_warnings
from sales_mgmt.posting.core.facts import RETURNS
from sales_mgmt.posting.core.findings import Finding, Severity, sentence
from sales_mgmt.receivables.credit import CHECKS_LIMIT, CHECKS_OVERDUE, Exposure, credit_warnings
from sales_mgmt.receivables.exposure import read_exposure
from sales_mgmt.settings import get_settings

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument

TAKES_FROM_STOCK = ("Sales Order", "Sales Invoice")
"""A quote moves nothing, so nothing can run out."""


def warnings(doc: "SalesDocument") -> list[Finding]:
	"""Warnings of a document that is still open; at most six queries, however many lines it has."""
	return warnings_of(doc, credit_exposure(doc))


def warnings_of(doc: "SalesDocument", exposure: Exposure | None) -> list[Finding]:
	"""The same, where the bill-to customer's exposure was read before."""
	if doc.docstatus or not doc.customer or doc.status in doc.closed_statuses:
		return []
	if doc.doctype in RETURNS:
		return []  # a return lowers what the customer owes, and brings goods
	return [*_blocked(doc), *repeated_number(doc), *_credit(doc, exposure), *_stockout(doc)]


def credit_exposure(doc: "SalesDocument") -> Exposure | None:
	"""What the bill-to customer of an open document owes, if Sales Settings ask for it and the user may know it."""
	if doc.docstatus or not doc.customer or doc.status in doc.closed_statuses or doc.doctype in RETURNS:
		return None
	if get_settings().credit_warnings not in {*CHECKS_LIMIT, *CHECKS_OVERDUE} or not doc.bill_to_customer:
		return None
	if not frappe.has_permission("Customer", "read", frappe.get_cached_doc("Customer", doc.bill_to_customer)):
		return None
	return read_exposure(doc.bill_to_customer, doc)


def _blocked(doc: "SalesDocument") -> list[Finding]:
	"""A quote binds nobody, so a blocked customer may get one; its order will be refused."""
	blocked = frappe.get_cached_doc("Customer", doc.customer).blocked
	if doc.doctype != "Sales Quote" or not blocked:
		return []
	message = sentence("Customer {0} is blocked ({1}): this quote can not become an order.")
	values = (doc.customer, blocked)
	return [Finding("E09", message, values, severity=Severity.WARN, link=("Customer", doc.customer))]


def _credit(doc: "SalesDocument", exposure: Exposure | None) -> list[Finding]:
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


def _stockout(doc: "SalesDocument") -> list[Finding]:
	if doc.doctype not in TAKES_FROM_STOCK or not get_settings().stockout_warning:
		return []
	return stockout_warnings(*needs_and_availability(doc))

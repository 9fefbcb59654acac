"""The invoice discount of the customer's terms, and its service charge (domain A30).

With the setting on, terms are applied whenever a document is calculated; else when somebody asks for it. A percentage
or amount typed by hand stays. The minimum and the percentage look at the lines that allow an invoice discount.
"""

from decimal import Decimal

import frappe
from frappe import _

from sales_mgmt.amounts import AmountError, price_line, to_decimal
from sales_mgmt.documents.pricing.line_input import CARRY_DISCOUNT, line_input
from sales_mgmt.findings.telling import refuse
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.lines import ACCOUNT, COMMENT
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.pricing import ChosenTerms, InvoiceDiscountTerm, choose_terms
from sales_mgmt.settings import currency_digits, get_settings

TERMS = "Terms"
SERVICE_CHARGE = "Service Charge"


def settle_invoice_discount(doc: DocumentShape) -> None:
	"""Decide what leads: the percentage or the amount, whichever was typed last, or the customer's terms."""
	percent, amount = doc.get("invoice_discount_percent"), doc.get("invoice_discount_amount")
	if percent is None and amount:
		doc.invoice_discount_calculation = "Amount"
	elif (amount is None and percent) or not doc.get("invoice_discount_calculation"):
		doc.invoice_discount_calculation = "Percent"
	if _terms_lead(doc):
		doc.invoice_discount_calculation = TERMS


def fill_invoice_discount(doc: DocumentShape) -> bool:
	"""Give the discount of the terms, if they lead. Returns whether a service charge line was added for them."""
	if doc.invoice_discount_calculation != TERMS or any(
		line.get(link) for line in doc.lines for link in CARRY_DISCOUNT
	):
		return False
	try:
		chosen = _choose(doc)
	except AmountError:
		return False  # the calculation that follows tells every line that is impossible
	doc.invoice_discount_percent = float(chosen.discount_percent) if chosen else 0
	doc.invoice_discount_amount = None
	return _keep_service_charge(doc, chosen.service_charge if chosen else Decimal(0))


def _terms_lead(doc: DocumentShape) -> bool:
	"""By the setting, on documents whose discount nobody has typed."""
	typed = doc.get("invoice_discount_percent") or doc.get("invoice_discount_amount")
	return bool(get_settings().calc_invoice_discount and doc.invoice_discount_terms and not typed)


def _choose(doc: DocumentShape) -> ChosenTerms | None:
	if not doc.invoice_discount_terms:
		return None
	terms = frappe.get_cached_doc("Invoice Discount Terms", doc.invoice_discount_terms)
	return choose_terms(
		[
			InvoiceDiscountTerm(
				to_decimal(row.minimum_amount),
				to_decimal(row.discount_percent),
				to_decimal(row.service_charge),
				row.currency or None,
			)
			for row in terms.lines
		],
		_eligible_total(doc),
		doc.currency,
		get_settings().local_currency,
		to_decimal(doc.exchange_rate),
		currency_digits(doc.currency),
	)


def _eligible_total(doc: DocumentShape) -> Decimal:
	"""Sum of the lines that allow an invoice discount, after line discounts."""
	digits = currency_digits(doc.currency)
	eligible = (line for line in doc.lines if line.type != COMMENT and line.allow_invoice_discount)
	return sum(
		(price_line(line_input(line, digits), line.idx - 1, digits).line_amount for line in eligible),
		Decimal(0),
	)


def _keep_service_charge(doc: DocumentShape, charge: Decimal) -> bool:
	"""One line on the service charge account of the customer posting group, or none. Returns whether it is new."""
	line = next((row for row in doc.lines if row.get("system_line") == SERVICE_CHARGE), None)
	if not charge:
		if line:
			doc.lines.remove(line)
			_number(doc)
		return False
	new = line is None
	if new:
		line = doc.append("lines", {"type": ACCOUNT, "system_line": SERVICE_CHARGE, "quantity": 1})
	line.account = _service_charge_account(doc)
	line.description = line.description or _("Service charge")
	line.update({"unit_price": float(charge), "line_discount_amount": 0, "allow_invoice_discount": 0})
	return new


def _number(doc: DocumentShape) -> None:
	for index, line in enumerate(doc.lines, start=1):
		line.idx = index


def _service_charge_account(doc: DocumentShape) -> str:
	group = doc.customer_posting_group
	account = group and frappe.get_cached_value("Customer Posting Group", group, "service_charge_account")
	if not account:
		refuse([missing_account("Customer Posting Group", group or "", "Service Charge Account")])
	return account

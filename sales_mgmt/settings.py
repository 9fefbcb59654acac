"""The company's switches, read once per request and handed to the pure packages as values (domain 5)."""

from dataclasses import replace
from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import get_number_format_info, getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.policy import Policy

OF_THE_USER = ("invoice_posting_policy", "allow_posting_from", "allow_posting_to")


def get_settings() -> "frappe.model.document.Document":
	"""Sales Settings from the cache. Never written in a posting."""
	return frappe.get_cached_doc("Sales Settings")


def require_local_currency() -> str:
	"""The currency of the ledgers. Refuses where nobody has chosen one yet: nothing can be valued without it."""
	currency = get_settings().local_currency
	if not currency:
		frappe.throw(
			_("The ledgers have no currency yet. Choose the Local Currency in Sales Settings first."),
			title=_("Local Currency Missing"),
		)
	return currency


def get_policy() -> Policy:
	settings = get_settings()
	precision = to_decimal(settings.invoice_rounding_precision)
	return Policy(
		local_currency=settings.local_currency,
		discount_posting=settings.discount_posting or "All Discounts",
		vat_rounding=settings.vat_rounding or "Document",
		automatic_cost_posting=bool(settings.automatic_cost_posting),
		allow_negative_stock=bool(settings.allow_negative_stock),
		shipment_on_invoice=bool(settings.shipment_on_invoice),
		external_document_no_mandatory=bool(settings.external_document_no_mandatory),
		return_receipt_on_credit_memo=bool(settings.return_receipt_on_credit_memo),
		invoice_rounding_precision=precision if precision > Decimal(0) else None,
		invoice_rounding_type=settings.invoice_rounding_type or "Nearest",
		allow_posting_from=getdate(settings.allow_posting_from) if settings.allow_posting_from else None,
		allow_posting_to=getdate(settings.allow_posting_to) if settings.allow_posting_to else None,
		local_digits=currency_digits(settings.local_currency),
		exact_cost_reversing_mandatory=bool(settings.exact_cost_reversing_mandatory),
		earliest_allowed_valuation_date=getdate(settings.earliest_allowed_valuation_date)
		if settings.earliest_allowed_valuation_date
		else None,
	)


def posting_policy() -> Policy:
	"""The switches as they hold for the user who posts (domain 4.2): one statement, read anew by every posting.

	A user with posting dates of their own has those in place of the company's, both of them.
	"""
	policy = get_policy()
	setup = frappe.db.get_value("Sales User Setup", frappe.session.user, OF_THE_USER, as_dict=True)
	if not setup:
		return policy
	if setup.allow_posting_from or setup.allow_posting_to:
		policy = replace(
			policy, allow_posting_from=setup.allow_posting_from, allow_posting_to=setup.allow_posting_to
		)
	return replace(policy, invoice_posting=setup.invoice_posting_policy or "Allowed")


def currency_digits(currency: str | None) -> int:
	"""Decimals of a currency, from Frappe's Currency."""
	number_format = currency and frappe.get_cached_value("Currency", currency, "number_format")
	return get_number_format_info(number_format)[2] if number_format else 2

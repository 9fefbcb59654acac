"""A payment as somebody registers it: who paid, how much, for what."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.permissions import require


def draft_payment(
	customer: str,
	amount: float | str,
	posting_date: str | date,
	apply_to: str | list | None,
	currency: str | None,
	payment_method: str | None,
) -> Document:
	"""An unsaved Customer Payment. Rows without an amount take as much of the payment as they need, in their order."""
	payment = frappe.new_doc("Customer Payment")
	payment.update(
		{
			"customer": customer,
			"amount": amount,
			"posting_date": posting_date,
			"currency": currency,
			"payment_method": payment_method,
		}
	)
	targets = [apply_to] if isinstance(apply_to, str | dict) else apply_to or []
	for target in targets:
		payment.append("applications", _application(target))
	return payment


def _application(target: str | dict[str, Any]) -> dict[str, Any]:
	if isinstance(target, str):
		return {"entry": _entry_of(target), "amount": None}
	return {"entry": _entry_of(target.get("entry") or target.get("invoice")), "amount": target.get("amount")}


def _entry_of(name: str) -> str:
	"""The customer ledger entry of a posted invoice, or the entry itself. Raises PermissionError if it is not to be seen."""
	if frappe.db.exists("Customer Ledger Entry", name):
		require("Customer Ledger Entry", "read", name)
		return name
	if frappe.db.exists("Sales Invoice", name):
		require("Sales Invoice", "read", name)
	entry = frappe.db.get_value("Sales Invoice", name, "customer_ledger_entry")
	if not entry:
		frappe.throw(_("{0} is not a posted invoice, so there is nothing to pay.").format(frappe.bold(name)))
	return entry

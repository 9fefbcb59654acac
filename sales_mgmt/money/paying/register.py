"""A payment as somebody registers it: who paid, how much, for what."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.permissions import require
from sales_mgmt.texts.messages import bold, said


def draft_payment(
	customer: str,
	amount: float | str,
	posting_date: str | date,
	apply_to: str | list | None,
	currency: str | None,
	payment_method: str | None,
	kind: str = "Payment",
	accept_late_discount: bool | None = None,
	accept_tolerance: bool | None = None,
	**values: Any,
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
			"kind": kind,
			"late_payment_discount": {True: "Accept", False: "Refuse"}.get(accept_late_discount),
			"payment_tolerance": {True: "Accept", False: "Leave Open"}.get(accept_tolerance),
			**values,
		}
	)
	targets = [apply_to] if isinstance(apply_to, str | dict) else apply_to or []
	pairs = [(target, None) if isinstance(target, str) else _named(target) for target in targets]
	entries = entries_of([name for name, _amount in pairs])
	for name, amount in pairs:
		payment.append("applications", {"entry": entries[name], "amount": amount})
	return payment


def _named(target: dict[str, Any]) -> tuple[str, Any]:
	return target.get("entry") or target.get("invoice") or "", target.get("amount")


DOCUMENTS = ("Sales Invoice", "Sales Credit Memo", "Customer Payment")


def entry_of(name: str | None) -> str:
	"""The customer ledger entry of a posted document, or the entry itself. Raises PermissionError if it is not to be seen."""
	return entries_of([name or ""])[name or ""]


def entries_of(names: Iterable[str]) -> dict[str, str]:
	"""`entry_of` for many, in a few queries."""
	missing = set(names)
	found = {name: name for name in _visible("Customer Ledger Entry", missing, "name")}
	for doctype in DOCUMENTS:
		if missing - found.keys() and frappe.db.table_exists(doctype):
			found |= _visible(doctype, missing - found.keys(), "customer_ledger_entry")
	for name in sorted(missing - found.keys()):
		frappe.throw(
			said(_("{0} is not a posted invoice, so there is nothing to pay.")).format(bold(name or ""))
		)
	return found


def _visible(doctype: str, names: set[str], field: str) -> dict[str, str]:
	"""{name: field} of those that exist and have it. Raises PermissionError if the user may not see one of them."""
	filters = {"name": ("in", sorted(names)), field: ("is", "set")}
	there = dict(frappe.get_all(doctype, filters, ["name", field], as_list=True)) if names else {}
	if there:
		require(doctype, "read")
		seen = frappe.get_list(doctype, {"name": ("in", sorted(there))}, pluck="name", limit_page_length=0)
		for name in sorted(there.keys() - set(seen)):
			require(doctype, "read", name)
	return there

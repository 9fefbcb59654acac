"""Actions of receivables, beside `sales_mgmt.api`, which offers them under its own name too."""

from datetime import date
from typing import Any, TypedDict

import frappe
from frappe import _

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.amounts import to_decimal
from sales_mgmt.incoming.arguments import action
from sales_mgmt.money.paying import open_entries as receivables
from sales_mgmt.money.paying import registration
from sales_mgmt.money.paying.register import draft_payment, entries_of
from sales_mgmt.posting.money import apply
from sales_mgmt.posting.reading.ahead import lock_ahead
from sales_mgmt.rates.document_rate import usual_rate
from sales_mgmt.texts.messages import said
from sales_mgmt.transactions.retry import with_retries


class Target(TypedDict, total=False):
	"""What a payment is applied to: an entry, or the invoice that it belongs to."""

	entry: str | None
	invoice: str | None
	amount: float | None


class _Paid(TypedDict):
	entry: str


class PaymentRow(_Paid, total=False):
	date: date | None
	amount: float | None
	payment_method: str | None
	accept_late_discount: bool | None
	accept_tolerance: bool | None


@action(methods=["GET", "POST"])
def unpaid_entries(customer: str, kind: str = "Payment") -> list[dict[str, Any]]:
	"""Open entries of a customer that a payment can close, oldest due date first; those of a refund by `kind`."""
	require("Customer", "read", customer)
	require("Customer Payment", "create")
	return receivables.open_entries(customer, kind=kind, only_mine=True)


@action(methods=["GET", "POST"])
def rate_of_payment(currency: str, posting_date: date) -> float:
	"""The exchange rate that a payment of this currency gets on this day: local currency for one unit. 0: none is known."""
	require("Customer Payment", "create")
	return float(usual_rate(currency, posting_date))


@action(methods=["POST"])
def register_payment(
	customer: str,
	amount: float,
	posting_date: date,
	apply_to: list[str | Target] | Target | None = None,
	currency: str | None = None,
	payment_method: str | None = None,
	kind: str = "Payment",
	accept_late_discount: bool | None = None,
	accept_tolerance: bool | None = None,
) -> str:
	"""Post a payment of `amount` (> 0, in `currency`, else the customer's). Returns the Customer Payment's name.

	`apply_to` is a Sales Invoice or Customer Ledger Entry, or a list of them, or a list of {"entry" or "invoice": name,
	"amount": …}. Nothing to apply to: the payment stays open on the customer, or pays the oldest entries if the customer
	is set up that way. `kind` Refund pays money back. Whether a late payment discount and a difference within the tolerance
	are accepted is a matter of Sales Settings, unless it is said here.
	"""
	require("Customer", "read", customer)
	require("Customer Payment", "submit")

	def work() -> str:
		payment = draft_payment(
			customer,
			amount,
			posting_date,
			apply_to,
			currency,
			payment_method,
			kind,
			accept_late_discount,
			accept_tolerance,
		)
		lock_ahead(payment)
		payment.insert()
		payment.submit()
		return payment.name

	return with_retries(work)


@action(methods=["POST"])
def apply_entries(
	entry: str,
	against: list[str | Target] | Target,
	posting_date: date | None = None,
	accept_late_discount: bool | None = None,
	accept_tolerance: bool | None = None,
) -> str:
	"""Apply a posted entry (or the posted document it belongs to) to others of the same customer. Returns the application.

	`against` is a name, a list of names, or a list of {"entry": name, "amount": …}. Without an amount as much as possible is
	applied. The posting date is the latest one of the entries, unless given. Raises PostingError with every finding.
	"""
	require("Customer Payment", "submit")
	targets = [against] if isinstance(against, dict) else against
	pairs = [(target, None) if isinstance(target, str) else _named(target) for target in targets]
	entries = entries_of([entry, *(name for name, _amount in pairs)])
	own, pairs = entries[entry], [(entries[name], amount) for name, amount in pairs]
	return with_retries(
		lambda: apply.apply_posted(own, pairs, posting_date, accept_late_discount, accept_tolerance)
	)


@action(methods=["POST"])
def unapply(application: str, posting_date: date | None = None) -> str:
	"""Take an application back: its entries are open again, and what it posted is posted the other way round. Returns it.

	The newest application of an entry goes first (E29). The posting date is that of the application, unless given.
	"""
	require("Customer Payment", "submit")
	allowed("Customer Application", application, ("Customer Application",), "read")
	return with_retries(lambda: apply.unapply(application, posting_date))


@action(methods=["GET", "POST"])
def unpaid_documents(
	customer: str | None = None,
	due_until: date | None = None,
	text: str | None = None,
	amount: float | None = None,
	tolerance_percent: float = 0,
	start: int = 0,
) -> list[dict[str, Any]]:
	"""Unpaid documents of all customers, oldest due date first, a hundred at a time: what Register Payments lists.

	`text` is part of a number or of a customer's name; `amount` is what is left, give or take `tolerance_percent`.
	"""
	require("Customer Payment", "create")
	require("Customer Ledger Entry", "read")
	return registration.unpaid_documents(customer, due_until, text, amount or 0.0, tolerance_percent, start)


@action(methods=["POST"])
def assess_payments(rows: list[PaymentRow]) -> dict[str, Any]:
	"""What payments would do, without posting: {rows: [{entry, currency, amount, code, message, colour}], totals:
	[{currency, amount}]} for [{entry, date, amount, accept_late_discount, accept_tolerance}].

	A row without an amount gets what is due on its date."""
	return registration.assess_all(_payable(rows, "create"))


@action(methods=["POST"])
def post_payments(rows: list[PaymentRow], lump: bool = False) -> list[dict[str, Any]]:
	"""Post a payment for each of [{entry, date, amount, payment_method, accept_late_discount, accept_tolerance}].

	Returns [{entry, payment, posted_no, amount, currency, message}] in their order, `amount` and `currency` of the payment; a
	row that is refused says why and stops no other. As a `lump` all rows are one payment, of one customer, currency and date
	(E27), and it is posted whole or not at all.
	"""
	values = _payable(rows, "submit")
	work = registration.post_lump if lump else registration.post_each
	return with_retries(lambda: work(values))


def _payable(rows: list[PaymentRow], permission: str) -> list[dict[str, Any]]:
	require("Customer Payment", permission)
	if not rows:
		frappe.throw(_("Choose at least one document to pay."))
	entries = {row["entry"] for row in rows}
	readable = frappe.get_list(
		"Customer Ledger Entry", {"name": ("in", list(entries))}, pluck="name", limit_page_length=0
	)
	if missing := entries - set(readable):
		frappe.throw(
			said(_("You may not pay {0}. Ask whoever manages users.")).format(", ".join(sorted(missing))),
			frappe.PermissionError,
		)
	return rows


def _named(target: dict[str, Any]) -> tuple[str, Any]:
	amount = target.get("amount")
	name = target.get("entry") or target.get("invoice") or ""
	return name, to_decimal(amount) if amount not in (None, "") else None

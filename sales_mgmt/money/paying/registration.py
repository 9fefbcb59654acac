"""Register many payments at once: what is unpaid, what each amount would do, and the posting (domain A22).

Every payment is posted in a savepoint of its own: one that is refused stops no other, and says why. A lump payment is one
payment for several documents of one customer, in one currency and on one date (E27).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.utils import flt, fmt_money, formatdate, getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse, text
from sales_mgmt.money.paying.open_entries import complete
from sales_mgmt.money.paying.register import draft_payment
from sales_mgmt.posting.core.money.payment_case import payment_case
from sales_mgmt.posting.reading.ahead import lock_ahead
from sales_mgmt.posting.reading.open_entries import (
	application_rules,
	group_accounts,
	read_entries,
	to_open_entry,
)
from sales_mgmt.settings import currency_digits
from sales_mgmt.transactions.apart import apart
from sales_mgmt.transactions.attempt import reason_of

ROWS = 100
OPEN = ("part", "late", "grace")
"""Cases in which a document stays open. In a lump payment it gets just the amount of its row."""
FIELDS = (
	"name as entry",
	"customer",
	"document_type",
	"document_doctype",
	"document_name",
	"posted_no",
	"external_document_no",
	"posting_date",
	"due_date",
	"currency",
	"amount",
	"remaining_amount",
	"payment_discount_date",
	"payment_discount_amount",
	"payment_discount_lost",
)


def unpaid_documents(
	customer: str | None = None,
	due_until: str | None = None,
	text: str | None = None,
	amount: float | None = None,
	tolerance_percent: float = 0,
	start: int = 0,
) -> list[dict[str, Any]]:
	"""Unpaid documents of all customers the user may see, oldest due date first, a hundred at a time.

	`text` is part of a number, ours or the customer's, or of the customer's name; `amount` is compared with what is left, with
	and without the payment discount, within a percentage.
	"""
	filters: list[list[Any]] = [["open", "=", 1], ["remaining_amount", ">", 0]]
	if customer:
		filters.append(["customer", "=", customer])
	if due_until:
		filters.append(["due_date", "<=", getdate(due_until)])
	if amount:
		# The discount can only lower what is due, so the upper end is searched for among larger amounts too.
		filters.append(["remaining_amount", ">=", amount * (1 - tolerance_percent / 100) - 0.005])
	rows = frappe.get_list(
		"Customer Ledger Entry",
		filters=filters,
		or_filters=_or_filters(text) if text else None,
		fields=list(FIELDS),
		order_by="due_date asc, posting_date asc, entry_no asc",
		limit_start=start if not amount else 0,
		limit_page_length=ROWS if not amount else ROWS * 10,
	)
	for row in rows:
		complete(row)
	if amount:
		rows = [row for row in rows if _near(row, amount, tolerance_percent)][start : start + ROWS]
	names = dict(
		frappe.get_all(
			"Customer",
			{"name": ("in", list({row.customer for row in rows}))},
			["name", "customer_name"],
			as_list=True,
		)
	)
	for row in rows:
		row.customer_name = names.get(row.customer)
	return rows


def _or_filters(text: str) -> list[list[Any]]:
	like = f"%{text}%"
	customers = frappe.get_all("Customer", {"customer_name": ("like", like)}, pluck="name", limit=500)
	return [
		["posted_no", "like", like],
		["external_document_no", "like", like],
		["customer", "in", customers or [""]],
	]


def _near(row: "frappe._dict", amount: float, percent: float) -> bool:
	margin = amount * percent / 100 + 0.005
	return any(
		abs(flt(value) - amount) <= margin for value in (row.remaining_amount, row.remaining_with_discount)
	)


def assess_all(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
	"""What each row would do, and what they come to: {rows, totals: [{currency, amount}]}."""
	results, totals = assess(rows), defaultdict(Decimal)
	for result in results:
		totals[result["currency"]] += to_decimal(result["amount"])
	return {
		"rows": results,
		"totals": [{"currency": currency, "amount": float(totals[currency])} for currency in sorted(totals)],
	}


def assess(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
	"""What each row would do: [{entry, currency, amount, code, message, colour}]. A row without an amount gets what is due."""
	entries = read_entries([row["entry"] for row in rows], lock=False)
	accounts = group_accounts(entry.customer_posting_group for entry in entries.values())
	results = []
	for index, row in enumerate(rows, start=1):
		entry = entries[row["entry"]]
		digits = currency_digits(entry.currency)
		amount = to_decimal(row["amount"], digits) if row.get("amount") not in (None, "") else None
		rules = application_rules(row.get("date") or getdate(), entry.currency, **_decisions(row))
		case = payment_case(to_open_entry(entry, accounts, index), amount, rules)
		values = tuple(_readable(value, entry.currency) for value in case.values)
		message = text(Finding(case.code, case.message, values))
		colour = "red" if case.refused or case.code in ("late", "grace") else None
		results.append(
			{
				"entry": entry.name,
				"currency": entry.currency,
				"amount": float(case.amount),
				"code": case.code,
				"message": message,
				"colour": colour or ("orange" if case.code in ("part", "excess") else "green"),
			}
		)
	return results


def _readable(value: Decimal | date | str, currency: str) -> str:
	if isinstance(value, date):
		return formatdate(value)
	return fmt_money(float(value), currency=currency) if isinstance(value, Decimal) else value


def _decisions(row: dict[str, Any]) -> dict[str, bool | None]:
	"""What a person said about this row, None where nothing was said."""
	return {
		field: None if row.get(field) in (None, "") else bool(int(row[field]))
		for field in ("accept_late_discount", "accept_tolerance")
	}


def post_each(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
	"""One payment per row: [{entry, payment, posted_no, amount, currency, message}], `payment` None where it was refused."""
	entries = read_entries([row["entry"] for row in rows], lock=False)
	return [_attempt([row], entries) for row in rows]


def post_lump(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
	"""One payment for all rows, told for each; `amount` is the whole payment's. Raises PostingError (E27) when customers, currencies or dates differ."""
	entries = read_entries([row["entry"] for row in rows], lock=False)
	kinds = {
		(entries[row["entry"]].customer, entries[row["entry"]].currency, str(row.get("date") or ""))
		for row in rows
	}
	if len(kinds) > 1:
		message = sentence(
			"A lump payment is for one customer, in one currency and on one date. Choose such rows only, or post one payment"
			" for each."
		)
		refuse([Finding("E27", message)])
	payment = _post(rows, entries)
	return [_posted(row, payment) for row in rows]


def _posted(row: dict[str, Any], payment: "frappe.model.document.Document") -> dict[str, Any]:
	"""What is told of a row whose payment is posted: the amount of the payment in its currency, above zero."""
	told = {field: payment.get(field) for field in ("posted_no", "amount", "currency")}
	return {"entry": row["entry"], "payment": payment.name, **told, "message": None}


def _attempt(rows: Sequence[dict[str, Any]], entries: dict[str, "frappe._dict"]) -> dict[str, Any]:
	try:
		with apart():
			payment = _post(rows, entries)
	except (frappe.ValidationError, frappe.PermissionError) as error:
		told = {"payment": None, "posted_no": None, "message": reason_of(error)}
		return {"entry": rows[0]["entry"], **told}
	return _posted(rows[0], payment)


def _post(
	rows: Sequence[dict[str, Any]], entries: dict[str, "frappe._dict"]
) -> "frappe.model.document.Document":
	entry = entries[rows[0]["entry"]]
	digits = currency_digits(entry.currency)
	amounts = [to_decimal(row.get("amount"), digits) for row in rows]
	closing = {case["entry"] for case in assess(rows) if case["code"] not in OPEN} if len(rows) > 1 else ()
	payment = draft_payment(
		entry.customer,
		float(sum(amounts)),
		rows[0].get("date") or getdate(),
		[
			{"entry": row["entry"], "amount": None if row["entry"] in closing else float(amount)}
			for row, amount in zip(rows, amounts, strict=True)
		]
		if len(rows) > 1
		else entry.name,
		entry.currency,
		rows[0].get("payment_method") or None,
		**_decisions(rows[0]),
	)
	lock_ahead(payment)
	payment.insert()
	payment.submit()
	return payment

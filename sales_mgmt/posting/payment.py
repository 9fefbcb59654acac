"""Post a customer payment and apply it."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.posting.applications import insert_applications
from sales_mgmt.posting.core.entries import Application, Plan
from sales_mgmt.posting.core.payment import OpenEntry, PaymentFacts, plan_payment
from sales_mgmt.posting.core.status import invoice_status
from sales_mgmt.posting.dimensions import dimensions_of
from sales_mgmt.posting.extensions import announce_after_commit
from sales_mgmt.posting.ledgers import Source, ledger_rows, write_money
from sales_mgmt.posting.numbers import take_number
from sales_mgmt.posting.planning import planned
from sales_mgmt.posting.write import new_name, update_rows
from sales_mgmt.settings import currency_digits, get_settings, posting_policy


@dataclass(frozen=True, slots=True)
class PreparedPayment:
	facts: PaymentFacts
	plan: Plan


def gather_payment(payment: Document, lock: bool = False) -> PaymentFacts:
	"""Facts of a payment. With `lock`, the entries to be paid are read FOR UPDATE, sorted by name."""
	customer = frappe.db.get_value(
		"Customer", payment.customer, ["blocked", "customer_posting_group"], as_dict=True
	)
	entries = read_entries([row.entry for row in payment.applications], lock)
	accounts = _receivables(
		{customer.customer_posting_group, *(row.customer_posting_group for row in entries.values())}
	)
	digits = currency_digits(payment.currency)
	return PaymentFacts(
		customer=payment.customer,
		blocked=customer.blocked or "",
		posting_date=getdate(payment.posting_date) if payment.posting_date else None,
		amount=to_decimal(payment.amount, digits),
		currency=payment.currency,
		exchange_rate=to_decimal(payment.exchange_rate),
		digits=digits,
		payment_account=payment.payment_account,
		receivables_account=accounts.get(customer.customer_posting_group),
		customer_posting_group=customer.customer_posting_group,
		policy=posting_policy(),
		realized_gains_account=get_settings().realized_gains_account,
		realized_losses_account=get_settings().realized_losses_account,
		entries=tuple(_open_entry(row, entries[row.entry], accounts, digits) for row in payment.applications),
		dimensions=dimensions_of(payment),
	)


def read_entries(names: Iterable[str], lock: bool) -> dict[str, "frappe._dict"]:
	"""Customer ledger entries by name; locked in the order of their names."""
	names = sorted(set(names))
	if not names:
		return {}
	table = frappe.qb.DocType("Customer Ledger Entry")
	fields = (
		"name",
		"customer",
		"currency",
		"exchange_rate",
		"amount",
		"amount_lcy",
		"remaining_amount",
		"remaining_amount_lcy",
		"posted_no",
		"due_date",
		"document_doctype",
		"document_name",
		"customer_posting_group",
	)
	query = frappe.qb.from_(table).select(*[table[field] for field in fields]).where(table.name.isin(names))
	query = query.orderby(table.name)
	rows = (query.for_update() if lock else query).run(as_dict=True)
	return {row.name: row for row in rows}


def _open_entry(row: Document, entry: "frappe._dict", accounts: dict[str, str], digits: int) -> OpenEntry:
	return OpenEntry(
		name=entry.name,
		row=row.idx,
		customer=entry.customer,
		currency=entry.currency,
		receivables_account=accounts.get(entry.customer_posting_group),
		remaining_amount=to_decimal(entry.remaining_amount),
		remaining_amount_lcy=to_decimal(entry.remaining_amount_lcy),
		posted_no=entry.posted_no,
		to_apply=to_decimal(row.amount, digits) if row.amount else None,
	)


def _receivables(groups: set[str]) -> dict[str, str]:
	table = frappe.qb.DocType("Customer Posting Group")
	return dict(
		frappe.qb.from_(table)
		.select(table.name, table.receivables_account)
		.where(table.name.isin(sorted(group for group in groups if group)))
		.run()
	)


def prepare_payment(payment: Document) -> PreparedPayment:
	"""Plan the payment, fill in what it applies, and number it. Raises PostingError with every finding."""
	facts = gather_payment(payment, lock=True)
	plan = planned(plan_payment, facts)
	entry = plan.customer[0]
	applied = {item.entry: item for item in plan.applications}
	payment.set("applications", [row for row in payment.applications if row.entry in applied])
	for index, row in enumerate(payment.applications, start=1):
		row.idx, row.amount = index, float(applied[row.entry].amount)
	payment.amount_lcy = float(-entry.amount_lcy)
	payment.unapplied_amount = float(-entry.remaining_amount)
	payment.customer_ledger_entry = new_name()
	payment.posted_no = take_number("payment_series", facts.posting_date)
	return PreparedPayment(facts, plan)


def write_payment(payment: Document, prepared: PreparedPayment) -> None:
	"""Write the ledgers of a prepared payment and what it leaves of the entries it pays."""
	facts, plan = prepared.facts, prepared.plan
	rows = ledger_rows(
		plan,
		{
			"posting_date": facts.posting_date,
			"document_date": facts.posting_date,
			"due_date": facts.posting_date,
			"customer": facts.customer,
			"external_document_no": payment.external_document_no,
			"customer_posting_group": facts.customer_posting_group,
			"payment_method": payment.payment_method,
			"description": payment.description or payment.name,
		},
	)
	rows["Customer Ledger Entry"][0]["name"] = payment.customer_ledger_entry
	source = Source(payment.doctype, payment.name, payment.posted_no)
	write_money(rows, source)
	write_applications(plan.applications, payment.customer_ledger_entry, facts, source)
	announce_after_commit(payment.doctype, payment=payment.name)


def write_applications(
	applications: tuple[Application, ...], credit_entry: str, facts: PaymentFacts, source: Source
) -> None:
	"""Store applications and the remaining amounts they leave, on the entries and on the invoices behind them."""
	insert_applications(
		applications,
		credit_entry,
		{
			"posting_date": facts.posting_date,
			"customer": facts.customer,
			"currency": facts.currency,
			**source.reference(),
		},
	)
	update_rows(
		"Customer Ledger Entry",
		{
			item.entry: {
				"remaining_amount": item.remaining_amount,
				"remaining_amount_lcy": item.remaining_amount_lcy,
				"open": int(bool(item.remaining_amount)),
			}
			for item in applications
		},
	)
	_update_invoices(applications)


def _update_invoices(applications: tuple[Application, ...]) -> None:
	remaining = {item.entry: item.remaining_amount for item in applications}
	entries = read_entries(remaining, lock=True)
	update_rows(
		"Sales Invoice",
		{
			entry.document_name: {
				"remaining_amount": remaining[entry.name],
				"status": invoice_status(to_decimal(entry.amount), remaining[entry.name]),
			}
			for entry in entries.values()
			if entry.document_doctype == "Sales Invoice"
		},
	)
	for entry in entries.values():
		frappe.clear_document_cache(entry.document_doctype, entry.document_name)

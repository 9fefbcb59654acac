"""Apply posted customer ledger entries to each other, and take applications back (domain A22).

Locks: the entries, sorted by name. What they have left is read under the lock, so the same payment can not be applied twice.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.posting.core.entries import Application, EntryChange, Plan
from sales_mgmt.posting.core.money.posted_application import (
	ApplicationFacts,
	UnapplyFacts,
	plan_application,
	plan_unapply,
)
from sales_mgmt.posting.reading.open_entries import (
	application_rules,
	entry_dimensions,
	group_accounts,
	read_entries,
	to_open_entry,
)
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.writing.applications import write_application
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_money
from sales_mgmt.settings import posting_policy
from sales_mgmt.storage.write import new_name, update_rows
from sales_mgmt.transactions.isolation import as_it_is_now

UNIT = "Customer Application"

Against = tuple[str, Decimal | None]
"""A customer ledger entry and what to apply of it, None for as much as possible."""


def apply_posted(
	entry: str,
	against: Sequence[Against],
	posting_date: str | date | None = None,
	accept_late_discount: bool | None = None,
	accept_tolerance: bool | None = None,
) -> str:
	"""Apply the entry to the others, on the latest of their posting dates unless one is given. Returns the application."""
	rows = read_entries([entry, *(name for name, _amount in against)], lock=True)
	accounts = group_accounts(row.customer_posting_group for row in rows.values())
	own = rows[entry]
	on = posting_date or max(row.posting_date for row in rows.values())
	facts = ApplicationFacts(
		entry=to_open_entry(own, accounts),
		against=tuple(
			to_open_entry(rows[name], accounts, index, amount)
			for index, (name, amount) in enumerate(against, start=1)
		),
		rules=application_rules(
			on, own.currency, accept_late_discount, accept_tolerance, entry_dimensions(own)
		),
		policy=posting_policy(),
	)
	plan = planned(plan_application, facts)
	name = _write(plan, own, facts.rules.posting_date, facts.entry.receivables_account)
	announce_after_commit(UNIT, proof=(UNIT, name), application=name)
	return name


def unapply(application: str, posting_date: str | date | None = None) -> str:
	"""Take an application back, on its own posting date unless one is given. Returns the application's name."""
	head, rows = _read_application(application)
	names = {row[side] for row in rows for side in ("debit_entry", "credit_entry") if row[side]}
	entries = read_entries(names, lock=True)
	accounts = group_accounts(row.customer_posting_group for row in entries.values())
	# Status and newer applications are read under the entries' locks, as they are now.
	status = frappe.db.get_value("Customer Application", application, "status", for_update=True)
	own = entries[head.entry]
	facts = UnapplyFacts(
		rows=[_application(row) for row in rows],
		entries=[_present(row) for row in entries.values()],
		accounts={
			name: accounts[row.customer_posting_group].receivables_account for name, row in entries.items()
		},
		currency=head.currency,
		status=status,
		applied_on=getdate(head.posting_date),
		posting_date=getdate(posting_date or head.posting_date),
		policy=posting_policy(),
		newer=_newer(head, names),
		cancels=_cancels(entries.values()),
		dimensions=entry_dimensions(own),
	)
	plan = planned(plan_unapply, facts)
	reversal = _write(plan, own, facts.posting_date, facts.accounts[own.name], reverses=application)
	update_rows("Customer Application", {application: {"status": "Unapplied", "reversed_by": reversal}})
	announce_after_commit(UNIT, proof=(UNIT, reversal), unapplied=application, application=reversal)
	return application


def _write(
	plan: Plan, own: "frappe._dict", on: date, receivables_account: str, reverses: str | None = None
) -> str:
	name = new_name()
	source = Source("Customer Application", name, own.posted_no)
	common = {"posting_date": on, "customer": own.customer, "currency": own.currency}
	write_money(ledger_rows(plan, {**common, "document_date": on}), source)
	return write_application(
		plan.applications,
		plan.applied,
		{
			**common,
			"entry": own.name,
			"posted_no": own.posted_no,
			"receivables_account": receivables_account,
		},
		source=None,
		reverses=reverses,
		application=name,
	)


def _read_application(name: str) -> tuple["frappe._dict", list["frappe._dict"]]:
	head = frappe.db.get_value(
		"Customer Application", name, ["name", "entry", "currency", "posting_date", "entry_no"], as_dict=True
	)
	rows = frappe.get_all(
		"Customer Ledger Application",
		{"application": name},
		[
			"kind",
			"debit_entry",
			"credit_entry",
			"amount",
			"amount_lcy",
			"exchange_difference_lcy",
			"discount_lost",
			"account",
			"receivables_account",
		],
		order_by="idx",
	)
	return head, rows


def _application(row: "frappe._dict") -> Application:
	return Application(
		row.debit_entry,
		row.credit_entry,
		to_decimal(row.amount),
		to_decimal(row.amount_lcy),
		to_decimal(row.exchange_difference_lcy),
		kind=row.kind,
		account=row.account,
		discount_lost=to_decimal(row.discount_lost),
	)


def _present(row: "frappe._dict") -> EntryChange:
	return EntryChange(
		row.name,
		to_decimal(row.remaining_amount),
		to_decimal(row.remaining_amount_lcy),
		to_decimal(row.payment_discount_lost),
	)


def _cancels(entries: Collection["frappe._dict"]) -> tuple[str, str] | None:
	"""Numbers of a document among those of the entries that cancels another one of them, and of that one."""
	shown = {entry.document_name: entry.posted_no for entry in entries if entry.document_type == "Invoice"}
	memos = {
		entry.document_name: entry.posted_no for entry in entries if entry.document_type == "Credit Memo"
	}
	if not shown or not memos:
		return None
	memo = frappe.qb.DocType("Sales Credit Memo")
	rows = (
		frappe.qb.from_(memo)
		.select(memo.name, memo.corrects_invoice, memo.cancelled_by)
		.where(memo.name.isin(sorted(memos)) & (memo.is_cancellation == 1))
		.run()
	)
	for name, cancelled, cancelled_by in rows:
		if cancelled_by in shown:
			return shown[cancelled_by], memos[name]
		if cancelled in shown:
			return memos[name], shown[cancelled]
	return None


def _newer(head: "frappe._dict", entries: set[str]) -> tuple[str, str] | None:
	"""Number and date of the latest application that touched one of the entries after this one and still holds."""
	unit, row = frappe.qb.DocType("Customer Application"), frappe.qb.DocType("Customer Ledger Application")
	found: list[tuple[Any, ...]] = []
	for side in (row.debit_entry, row.credit_entry):
		query = (
			frappe.qb.from_(row)
			.join(unit)
			.on(unit.name == row.application)
			.select(unit.entry_no, unit.posted_no, unit.posting_date)
			.where(side.isin(sorted(entries)) & (unit.status == "Applied") & (unit.entry_no > head.entry_no))
		)
		found += as_it_is_now(query).run()
	if not found:
		return None
	_number, posted_no, posting_date = max(found)
	return posted_no, str(posting_date)

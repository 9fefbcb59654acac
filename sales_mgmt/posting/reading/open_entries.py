"""Customer ledger entries as the pure core wants them: what remains, what they offer, and on which accounts.

A constant number of queries, whatever the number of entries. With `lock` the entries are read FOR UPDATE in the order of their
names, after the documents that show what remains of them: whoever corrects a document locks it first, and its entry later.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import frappe
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.ledgers.dimensions import custom_fields
from sales_mgmt.posting.core.money.open_entry import ApplicationRules, OpenEntry, largest_tolerance
from sales_mgmt.settings import currency_digits, get_policy, get_settings

FIELDS = (
	"name",
	"document_type",
	"posting_date",
	"customer",
	"currency",
	"exchange_rate",
	"amount",
	"amount_lcy",
	"remaining_amount",
	"remaining_amount_lcy",
	"sales_lcy",
	"invoice_discount_lcy",
	"posted_no",
	"due_date",
	"payment_discount_date",
	"payment_discount_amount",
	"payment_discount_lost",
	"document_doctype",
	"document_name",
	"customer_posting_group",
)

Row = frappe._dict


SHOWING = ("Sales Credit Memo", "Sales Invoice", "Customer Payment")
"""Documents that show what remains of their entry, in the order in which they are locked."""


def lock_documents(entries: Iterable[str]) -> None:
	"""Lock the documents of entries. An entry never changes its document, so it is known before the entry is locked."""
	names = sorted(set(entries))
	if not names:
		return
	entry = frappe.qb.DocType("Customer Ledger Entry")
	query = frappe.qb.from_(entry).select(entry.document_doctype, entry.document_name)
	documents = set(query.where(entry.name.isin(names)).run())
	for doctype in SHOWING:
		if shown := sorted(name for of, name in documents if of == doctype):
			table = frappe.qb.DocType(doctype)
			query = frappe.qb.from_(table).select(table.name).where(table.name.isin(shown))
			query.orderby(table.name).for_update().run()


def read_entries(names: Iterable[str], lock: bool) -> dict[str, Row]:
	"""Customer ledger entries by name; locked in the order of their names, after their documents."""
	names = sorted(set(names))
	if lock:
		lock_documents(names)
	return read_again(names, lock)


def read_again(names: Iterable[str], lock: bool = True) -> dict[str, Row]:
	"""Entries whose documents are locked already, as they are now."""
	names = sorted(names)
	if not names:
		return {}
	table = frappe.qb.DocType("Customer Ledger Entry")
	fields = (*FIELDS, *custom_fields("Customer Ledger Entry"))
	query = frappe.qb.from_(table).select(*[table[field] for field in fields]).where(table.name.isin(names))
	query = query.orderby(table.name)
	rows = (query.for_update() if lock else query).run(as_dict=True)
	return {row.name: row for row in rows}


def group_accounts(groups: Iterable[str | None]) -> dict[str, Row]:
	"""Accounts of customer posting groups, by name."""
	named = sorted({group for group in groups if group})
	if not named:
		return {}
	table = frappe.qb.DocType("Customer Posting Group")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.receivables_account,
			table.payment_discount_account,
			table.payment_tolerance_account,
		)
		.where(table.name.isin(named))
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def to_open_entry(
	entry: Row, accounts: Mapping[str, Row], row: int = 0, to_apply: Decimal | None = None
) -> OpenEntry:
	"""One entry of `read_entries` with the accounts of its group. `row` is where the user sees it."""
	settings = get_settings()
	group = accounts.get(entry.customer_posting_group) or Row()
	lost = to_decimal(entry.payment_discount_lost)
	return OpenEntry(
		name=entry.name,
		row=row,
		customer=entry.customer,
		currency=entry.currency,
		receivables_account=group.receivables_account,
		remaining_amount=to_decimal(entry.remaining_amount),
		remaining_amount_lcy=to_decimal(entry.remaining_amount_lcy),
		posted_no=entry.posted_no or "",
		to_apply=to_apply,
		document_type=entry.document_type,
		posting_date=getdate(entry.posting_date),
		payment_discount_date=getdate(entry.payment_discount_date) if entry.payment_discount_date else None,
		payment_discount=abs(to_decimal(entry.payment_discount_amount)) - lost,
		discount_lost=lost,
		tolerance=largest_tolerance(
			to_decimal(entry.amount),
			to_decimal(entry.amount_lcy),
			to_decimal(settings.payment_tolerance_percent),
			to_decimal(settings.max_payment_tolerance),
			currency_digits(entry.currency),
		),
		customer_posting_group=entry.customer_posting_group or "",
		discount_account=group.payment_discount_account,
		tolerance_account=group.payment_tolerance_account,
		exchange_rate=to_decimal(entry.exchange_rate),
	)


def open_entries_by_name(names: Iterable[str], lock: bool = True) -> dict[str, OpenEntry]:
	"""What `apply_open` takes, for entries that are stored."""
	rows = read_entries(names, lock)
	accounts = group_accounts(row.customer_posting_group for row in rows.values())
	return {name: to_open_entry(row, accounts) for name, row in rows.items()}


def entry_dimensions(entry: Row) -> Dimensions:
	"""The admin's own fields of an entry that are filled in."""
	return tuple(
		(field, entry[field]) for field in sorted(custom_fields("Customer Ledger Entry")) if entry.get(field)
	)


def application_rules(
	posting_date: str | date | None,
	currency: str,
	accept_late_discount: bool | None = None,
	accept_tolerance: bool | None = None,
	dimensions: Dimensions = (),
) -> ApplicationRules:
	"""The company's rules. What nobody decided is decided by the settings: what is asked about is not accepted.

	Without the question a late discount is given only where the money would not do: nobody gives away what was paid.
	"""
	settings = get_settings()
	if accept_tolerance is None:
		accept_tolerance = not settings.payment_tolerance_warning
	return ApplicationRules(
		posting_date=getdate(posting_date) if posting_date else None,
		digits=currency_digits(currency),
		local_digits=get_policy().local_digits,
		grace_period=settings.payment_discount_grace_period or "",
		accept_late_discount=bool(accept_late_discount),
		late_discount_if_short=accept_late_discount is None and not settings.late_discount_warning,
		accept_tolerance=accept_tolerance,
		gains_account=settings.realized_gains_account,
		losses_account=settings.realized_losses_account,
		dimensions=dimensions,
	)

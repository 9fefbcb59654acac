"""A transaction in which reading rows FOR UPDATE locks these rows, and not the gaps between them.

Under REPEATABLE READ, which Frappe begins every transaction with, the lines of one document that are read FOR UPDATE keep
others from inserting lines of documents next to it. Under READ COMMITTED they are just these lines. What nobody may
insert meanwhile is then said by a lock on the row it belongs to: the list is in docs/architecture.md.
"""

import frappe
from pypika import Criterion, Table
from pypika.queries import QueryBuilder

from sales_mgmt.transactions.savepoints import READ_COMMITTED

POSTGRES = "postgres"


def begin_read_committed() -> None:
	"""Begin the transaction anew. It holds nothing yet (`savepoints.holds_nothing`); what waits for its commit stays.

	The level is that of this one transaction; the next one is as Frappe wants it.
	"""
	frappe.db.sql("ROLLBACK")
	frappe.db.sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
	if frappe.db.db_type != POSTGRES:  # there the statement has begun it
		frappe.db.begin()
	setattr(frappe.db, READ_COMMITTED, True)


def reads_committed() -> bool:
	"""Whether every statement of this transaction reads what is committed by then, not what was when it began."""
	return bool(getattr(frappe.db, READ_COMMITTED, False))


def as_it_is_now(query: QueryBuilder, lock: bool = True) -> QueryBuilder:
	"""Read rows that a lock on what they belong to protects already. Elsewhere only FOR UPDATE reads them as they are now."""
	return query if reads_committed() or not lock else query.for_update()


def by_name(table: Table, condition: Criterion) -> Criterion:
	"""The rows of a condition, found without a lock and named, so that locking them locks no row beside them.

	A range that is read FOR UPDATE locks the row behind it too, and a small table is read from its first row to its last.
	"""
	if not reads_committed():
		return condition
	names = frappe.qb.from_(table).select(table.name).where(condition).orderby(table.name).run(pluck=True)
	return table.name.isin(names or [""])

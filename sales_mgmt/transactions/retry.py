"""Postings that meet each other: a deadlock or a lock wait is tried again where that loses nobody's work.

Databases tell of such a meeting in more ways than Frappe knows: MariaDB from 11.6 on, and Postgres, refuse to lock a row
that another transaction has changed since this one began to read.

A lost connection is tried again too: what was not committed is gone, and nothing commits inside a posting. Where trying
again did not help, or is not ours to do, the user is told in a sentence what to do. What was tried again is counted.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from typing import NoReturn, TypeVar

import frappe
from frappe import _

from sales_mgmt.findings.finding import sentence
from sales_mgmt.transactions import savepoints
from sales_mgmt.transactions.isolation import begin_read_committed

savepoints.install()

Result = TypeVar("Result")
ATTEMPTS = 3
ROW_CHANGED_IN_MARIADB = 1020
ROW_CHANGED_IN_POSTGRES = "40001"
MADE_AT_ONCE = ("unique_item_location", "PRIMARY", "tabSeries_pkey")
"""Keys of rows that two transactions may make at the same moment, finding none: a stock level, a naming series."""

RETRIED: Counter[str] = Counter()
"""What was tried again in this process, by kind: "met" (deadlock, lock wait, row changed) and "lost" (the connection)."""

_at_work: ContextVar[bool] = ContextVar("somebody_tries_again", default=False)

LOST_IN_MARIADB = ((2006,), (2013,), (1927,), (4031,))
"""Server has gone away, connection lost during a query, connection was killed, closed for inactivity."""
LOST_IN_POSTGRES = ("57P01", "57P02", "57P03", "08006")


CONNECTION_LOST = sentence("The connection to the database was lost. Nothing was stored. Try again.")


class PostingsMet(frappe.QueryDeadlockError):
	"""Somebody else was writing the same rows. Nothing was stored; it can be done again."""

	http_status_code = 417  # the Desk shows the sentence, not a traceback


class ConnectionLost(frappe.ValidationError):
	"""The database went away before the end. Nothing was stored; it can be done again."""


def with_retries(work: Callable[[], Result], ours: bool | None = None) -> Result:
	"""Run `work`. If the transaction is ours, that is it holds nothing yet, it begins anew READ COMMITTED, and a deadlock
	is tried again.

	`ours` True: a job knows that it is, whatever it has locked. Inside other `work` it is for those around to try again.
	Raises PostingsMet or ConnectionLost when that does not help.
	"""
	if _at_work.get():
		return work()
	if ours is None:
		ours = savepoints.holds_nothing()
	mark = _at_work.set(True)
	try:
		return _tried(work, ours)
	finally:
		_at_work.reset(mark)


def _tried(work: Callable[[], Result], ours: bool) -> Result:
	for attempt in range(1, ATTEMPTS + 1):
		try:
			if ours:
				begin_read_committed()
			return work()
		except Exception as error:
			lost = is_lost(error)
			if not lost and not is_conflict(error):
				raise
			if ours or lost:
				_begin_anew(lost)
			if not ours or attempt == ATTEMPTS:
				tell(error)
			_count(lost)
	raise AssertionError("unreachable")


def _count(lost: bool) -> None:
	kind = "lost" if lost else "met"
	RETRIED[kind] += 1
	frappe.logger("sales_mgmt").info(f"tried again: {kind}, {RETRIED[kind]} times in this process")


def tell(error: Exception) -> NoReturn:
	"""Raise the error as one that says what to do."""
	if not is_lost(error):
		frappe.throw(
			_("Somebody else is posting the same goods or numbers right now. Nothing was stored. Try again."),
			exc=PostingsMet,
			title=_("Try Again"),
		)
	_say_lost()


def _say_lost() -> NoReturn:
	"""In English where the translations stand in the very database that is gone."""
	message, title = CONNECTION_LOST, "Try Again"
	with suppress(Exception):
		message, title = _(CONNECTION_LOST), _("Try Again")
	frappe.throw(message, exc=ConnectionLost, title=title)


def is_conflict(error: Exception) -> bool:
	"""Two transactions met, and this one has to begin anew."""
	return (
		isinstance(error, frappe.QueryDeadlockError | frappe.QueryTimeoutError)
		or getattr(error, "pgcode", None) == ROW_CHANGED_IN_POSTGRES
		or (isinstance(error, frappe.db.OperationalError) and error.args[:1] == (ROW_CHANGED_IN_MARIADB,))
		or _made_at_once(error)
	)


def _made_at_once(error: Exception) -> bool:
	"""A raw error of the database; Frappe has errors of its own for names and values of documents that are there already."""
	return (
		type(error).__name__ in ("IntegrityError", "UniqueViolation")
		and frappe.db.is_duplicate_entry(error)
		and str(error).rstrip(" ')\"").endswith(MADE_AT_ONCE)
	)


def is_lost(error: Exception) -> bool:
	"""The connection to the database is gone, and with it everything that was not committed."""
	if isinstance(error, ConnectionLost):
		return True
	if type(error).__name__ == "InterfaceError":
		return not _is_connected()  # a client that finds its own socket closed
	return getattr(error, "pgcode", None) in LOST_IN_POSTGRES or (
		isinstance(error, frappe.db.OperationalError) and error.args[:1] in LOST_IN_MARIADB
	)


def give_up() -> None:
	"""Leave the transaction after a time limit, which may have struck in the middle of a statement: then the client has
	closed the connection, or could not use it any more.
	"""
	_begin_anew(lost=True)


def _is_connected() -> bool:
	connection = frappe.db._conn
	return bool(connection) and bool(getattr(connection, "open", not getattr(connection, "closed", False)))


def _connect() -> None:
	"""Raises ConnectionLost, in a sentence as elsewhere, where the database does not come back at once."""
	try:
		frappe.db.connect()
	except Exception:
		_say_lost()


def _begin_anew(lost: bool) -> None:
	if lost:
		with suppress(Exception):  # closing what is closed
			frappe.db.close()
		frappe.db._conn = None
		_connect()
	frappe.db.rollback()
	frappe.local.message_log = []

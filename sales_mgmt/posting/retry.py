"""Postings that meet each other: a deadlock or a lock wait is tried again where that loses nobody's work.

Databases tell of such a meeting in more ways than Frappe knows: MariaDB from 11.6 on, and Postgres, refuse to lock a row
that another transaction has changed since this one began to read.

A lost connection is tried again too: what was not committed is gone, and nothing commits inside a posting. Where trying
again did not help, or is not ours to do, the user is told in a sentence what to do.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TypeVar

import frappe
from frappe import _

from sales_mgmt.posting import savepoints

savepoints.install()

Result = TypeVar("Result")
ATTEMPTS = 3
ROW_CHANGED_IN_MARIADB = 1020
ROW_CHANGED_IN_POSTGRES = "40001"

LOST_IN_MARIADB = ((2006,), (2013,), (1927,), (4031,))
"""Server has gone away, connection lost during a query, connection was killed, closed for inactivity."""
LOST_IN_POSTGRES = ("57P01", "57P02", "57P03", "08006")


class PostingsMet(frappe.QueryDeadlockError):
	"""Somebody else was writing the same rows. Nothing was stored; it can be done again."""

	http_status_code = 417  # the Desk shows the sentence, not a traceback


class ConnectionLost(frappe.ValidationError):
	"""The database went away before the end. Nothing was stored; it can be done again."""


def with_retries(work: Callable[[], Result]) -> Result:
	"""Run `work`. If the transaction is ours, that is nothing was written in it before, try a deadlock again.

	Raises PostingsMet or ConnectionLost when that does not help.
	"""
	ours = not frappe.db.transaction_writes
	for attempt in range(1, ATTEMPTS + 1):
		try:
			return work()
		except Exception as error:
			lost = is_lost(error)
			if not lost and not is_conflict(error):
				raise
			if ours or lost:
				_begin_anew(lost)
			if not ours or attempt == ATTEMPTS:
				tell(error)
	raise AssertionError("unreachable")


@contextmanager
def told() -> Iterator[None]:
	"""For roads on which the transaction is somebody else's, such as Frappe's own submit: a clear sentence at least.

	Either way the database has given up the transaction already, the caller's part of it included.
	"""
	try:
		yield
	except (PostingsMet, ConnectionLost):
		raise
	except Exception as error:
		if lost := is_lost(error):
			_begin_anew(lost)
		if lost or is_conflict(error):
			tell(error)
		raise


def tell(error: Exception) -> NoReturn:
	"""Raise the error as one that says what to do."""
	if not is_lost(error):
		frappe.throw(
			_("Somebody else is posting the same goods or numbers right now. Nothing was stored. Try again."),
			exc=PostingsMet,
			title=_("Try Again"),
		)
	frappe.throw(
		_("The connection to the database was lost. Nothing was stored. Try again."),
		exc=ConnectionLost,
		title=_("Try Again"),
	)


def is_conflict(error: Exception) -> bool:
	"""Two transactions met, and this one has to begin anew."""
	return (
		isinstance(error, frappe.QueryDeadlockError | frappe.QueryTimeoutError)
		or getattr(error, "pgcode", None) == ROW_CHANGED_IN_POSTGRES
		or (isinstance(error, frappe.db.OperationalError) and error.args[:1] == (ROW_CHANGED_IN_MARIADB,))
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


def _begin_anew(lost: bool) -> None:
	if lost:
		with suppress(Exception):  # closing what is closed
			frappe.db.close()
		frappe.db._conn = None
		frappe.db.connect()
	frappe.db.rollback()
	frappe.local.message_log = []

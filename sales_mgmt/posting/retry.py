"""Postings that meet each other: a deadlock or a lock wait is tried again where that loses nobody's work.

Databases tell of such a meeting in more ways than Frappe knows: MariaDB from 11.6 on, and Postgres, refuse to lock a row
that another transaction has changed since this one began to read.
"""

from collections.abc import Callable
from typing import TypeVar

import frappe

Result = TypeVar("Result")
ATTEMPTS = 3
ROW_CHANGED_IN_MARIADB = 1020
ROW_CHANGED_IN_POSTGRES = "40001"


def with_retries(work: Callable[[], Result]) -> Result:
	"""Run `work`. If the transaction is ours, that is nothing was written in it before, try a deadlock again."""
	ours = not frappe.db.transaction_writes
	for attempt in range(1, ATTEMPTS + 1):
		try:
			return work()
		except Exception as error:
			if not is_conflict(error) or not ours or attempt == ATTEMPTS:
				raise
			frappe.db.rollback()
			frappe.local.message_log = []
	raise AssertionError("unreachable")


def is_conflict(error: Exception) -> bool:
	"""Two transactions met, and this one has to begin anew."""
	return (
		isinstance(error, frappe.QueryDeadlockError | frappe.QueryTimeoutError)
		or getattr(error, "pgcode", None) == ROW_CHANGED_IN_POSTGRES
		or (isinstance(error, frappe.db.OperationalError) and error.args[:1] == (ROW_CHANGED_IN_MARIADB,))
	)

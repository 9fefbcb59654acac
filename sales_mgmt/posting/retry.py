"""Postings that meet each other: a deadlock or a lock wait is tried again where that loses nobody's work."""

from collections.abc import Callable
from typing import TypeVar

import frappe

Result = TypeVar("Result")
ATTEMPTS = 3


def with_retries(work: Callable[[], Result]) -> Result:
	"""Run `work`. If the transaction is ours, that is nothing was written in it before, try a deadlock again."""
	ours = not frappe.db.transaction_writes
	for attempt in range(1, ATTEMPTS + 1):
		try:
			return work()
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			if not ours or attempt == ATTEMPTS:
				raise
			frappe.db.rollback()
			frappe.local.message_log = []
	raise AssertionError("unreachable")

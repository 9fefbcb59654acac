"""What a transaction holds: rows that it wrote, rows that it locked, savepoints that somebody may return to.

Frappe counts what was written, and takes a return to a savepoint for the end of the transaction. What was written before
the savepoint is still there, and whoever asks the count whether the transaction holds anything would start it again and
lose that. So the count survives a return to a savepoint, and locks and savepoints count too, in every process that posts.

From 15 on, Frappe keeps webhooks in the process until the commit, and leaves them there when what they tell of is rolled
back: they are told all the same after a savepoint, and after a rollback they and all later ones are never told. So they go
with what they tell of.
"""

from functools import wraps
from typing import Any

import frappe
from frappe.database.database import Database

MARK = "counts_through_savepoints"
HOLDS, READ_COMMITTED = "sales_mgmt_holds", "sales_mgmt_read_committed"
WAITED = "sales_mgmt_webhooks_before"
ENDS = ("commit", "rollba", "start ", "begin")


def install(**_job: Any) -> None:
	"""Hook of requests and jobs, and of this package's import. Cheap after the first time."""
	frappes = Database.check_transaction_status
	if hasattr(frappes, MARK):
		return

	@wraps(frappes)
	def check_transaction_status(self: Database, query: str, *args: Any, **kwargs: Any) -> None:
		before = self.transaction_writes
		frappes(self, query, *args, **kwargs)
		_note(self, query or "", before)

	setattr(check_transaction_status, MARK, True)
	Database.check_transaction_status = check_transaction_status


def _note(database: Database, query: str, writes_before: int) -> None:
	begins = query.lstrip()[:11].lower()
	if begins == "rollback to":
		database.transaction_writes = writes_before
		waiting = _webhooks()
		del waiting[_webhooks_before().get(query.split()[-1], len(waiting)) :]
	elif begins.startswith(ENDS):
		setattr(database, HOLDS, False)
		setattr(database, READ_COMMITTED, False)
		_webhooks_before().clear()
		if begins.startswith("rollba"):
			del _webhooks()[:]
	elif begins.startswith("savepoint"):
		setattr(database, HOLDS, True)
		_webhooks_before()[query.split()[-1]] = len(_webhooks())
	elif "for update" in query[-40:].lower():
		setattr(database, HOLDS, True)


def _webhooks() -> list:
	"""Frappe's own list of the webhooks that wait for the commit."""
	return getattr(frappe.local, "_webhook_queue", None) or []


def _webhooks_before() -> dict[str, int]:
	"""How many of them there were at each savepoint."""
	if not hasattr(frappe.local, WAITED):
		setattr(frappe.local, WAITED, {})
	return getattr(frappe.local, WAITED)


def holds_nothing() -> bool:
	"""Whether the transaction could begin anew here without anybody losing anything."""
	return not frappe.db.transaction_writes and not getattr(frappe.db, HOLDS, False)

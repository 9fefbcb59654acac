"""What a transaction holds: rows that it wrote, rows that it locked, savepoints that somebody may return to.

Frappe counts what was written, and takes a return to a savepoint for the end of the transaction. What was written before
the savepoint is still there, and whoever asks the count whether the transaction holds anything would start it again and
lose that. So the count survives a return to a savepoint, and locks and savepoints count too, in every process that posts.
"""

from functools import wraps
from typing import Any

import frappe
from frappe.database.database import Database

MARK = "counts_through_savepoints"
HOLDS, READ_COMMITTED = "sales_mgmt_holds", "sales_mgmt_read_committed"
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
	elif begins.startswith(ENDS):
		setattr(database, HOLDS, False)
		setattr(database, READ_COMMITTED, False)
	elif begins.startswith("savepoint") or "for update" in query[-40:].lower():
		setattr(database, HOLDS, True)


def holds_nothing() -> bool:
	"""Whether the transaction could begin anew here without anybody losing anything."""
	return not frappe.db.transaction_writes and not getattr(frappe.db, HOLDS, False)

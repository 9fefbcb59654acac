"""Frappe counts what a transaction has written, and takes a return to a savepoint for the end of it.

What was written before the savepoint is still there, and whoever asks the count whether the transaction holds anything
would start it again and lose that. So the count survives a return to a savepoint, in every process that posts.
"""

from functools import wraps
from typing import Any

from frappe.database.database import Database

MARK = "counts_through_savepoints"


def install(**_job: Any) -> None:
	"""Hook of requests and jobs, and of this package's import. Cheap after the first time."""
	frappes = Database.check_transaction_status
	if hasattr(frappes, MARK):
		return

	@wraps(frappes)
	def check_transaction_status(self: Database, query: str, *args: Any, **kwargs: Any) -> None:
		before = self.transaction_writes
		frappes(self, query, *args, **kwargs)
		if query and query.lstrip()[:11].lower() == "rollback to":
			self.transaction_writes = before

	setattr(check_transaction_status, MARK, True)
	Database.check_transaction_status = check_transaction_status

"""A piece of work in somebody's transaction of which everything stays, or nothing.

What it wrote, what it said to the user, and what it wanted done after the commit go together. A deadlock has taken the whole
transaction with it: there is nothing to return to, and whoever owns the transaction deals with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from sales_mgmt.transactions.retry import is_conflict


@contextmanager
def apart() -> Iterator[None]:
	"""All or nothing of the block. What it raises is raised on; the message of it is in the error alone."""
	callbacks, waiting = frappe.db.after_commit, len(frappe.db.after_commit._functions)
	said = len(frappe.local.message_log)
	name = f"apart_{frappe.generate_hash(length=10)}"
	frappe.db.savepoint(name)
	try:
		yield
	except Exception as error:
		if not is_conflict(error):
			frappe.db.rollback(save_point=name)
			while len(callbacks._functions) > waiting:
				callbacks._functions.pop()
			frappe.local.message_log = frappe.local.message_log[:said]
			frappe.local.response.pop("findings", None)
		raise
	frappe.db.release_savepoint(name)

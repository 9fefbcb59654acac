"""One action on many documents, as the actions of a list ask for it: each document on its own, each with its result.

What can be done is done; of a document that is refused nothing is left but the reasons. Where the transaction is the
request's own, every document has one of its own, as in Post Batch (`transactions/attempt.py`).
"""

from collections.abc import Callable, Iterable
from typing import Any

import frappe

from sales_mgmt.transactions.attempt import attempt_posting, transaction_is_ours


def each(names: Iterable[str], work: Callable[[str], str]) -> list[dict[str, Any]]:
	"""Run `work` for every name, in their order and once. It returns what is to be told, or raises.

	Returns [{name, ok, message}]: the message of a document that was refused is every reason, one a line.
	"""
	ours = transaction_is_ours()
	results = []
	for name in dict.fromkeys(names):
		outcome = attempt_posting(lambda name=name: {"message": work(name)}, ours)
		if ours:
			frappe.db.commit()  # every document has a transaction of its own
		done = outcome.posted is not None
		message = outcome.posted["message"] if done else "\n".join(outcome.messages)
		results.append({"name": name, "ok": done, "message": message})
	return results

"""One posting among many, in a batch or in the queue: it succeeds, or it leaves nothing but the reasons. Whatever else is
done to many documents in one go is done the same way.

Where the transaction is ours, every posting has one of its own: the number series and the stock are locked for as long
as one document takes, a deadlock is tried again, and what is posted stays posted when the process dies later. These are
the only commits of the app. In somebody else's transaction a posting gets a savepoint, and a deadlock, which has taken
that whole transaction with it, is theirs to deal with.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
from frappe import _
from rq.timeouts import BaseTimeoutException as TimeLimit

from sales_mgmt.findings.telling import PostingError, text
from sales_mgmt.texts.messages import plain
from sales_mgmt.transactions.apart import apart
from sales_mgmt.transactions.retry import is_conflict, with_retries
from sales_mgmt.transactions.savepoints import holds_nothing

Posted = dict[str, str | None]

SAID = (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError, frappe.OutgoingEmailError)
"""Errors whose message is meant for people."""


@dataclass(frozen=True, slots=True)
class Outcome:
	"""What became of a document: what was posted, or whole sentences that say why nothing was."""

	posted: Posted | None = None
	messages: tuple[str, ...] = ()


def transaction_is_ours() -> bool:
	"""A request whose transaction holds nothing yet. Whoever calls from Python keeps the transaction."""
	return bool(getattr(frappe.local, "request", None)) and holds_nothing()


def attempt_posting(work: Callable[[], Posted], ours: bool) -> Outcome:
	"""Run `work`. If it fails, nothing of it remains. The caller commits what it adds, if the transaction is ours.

	The time limit of a background job is no failure of the document that is at work then: it ends the run (TimeLimit).
	"""
	with _quietly():
		try:
			if ours:
				return Outcome(with_retries(work, ours=True))
			with apart():
				return Outcome(work())
		except TimeLimit:
			raise
		except Exception as error:
			if not ours and is_conflict(error):
				raise
			if ours:
				frappe.db.rollback()
			return Outcome(messages=_sentences(error))


@contextmanager
def _quietly() -> Iterator[None]:
	"""Messages of a single posting belong to the log, not into the answer of the whole."""
	messages = frappe.local.message_log
	frappe.local.message_log = []
	try:
		yield
	finally:
		frappe.local.message_log = messages
		frappe.local.response.pop("findings", None)


def reason_of(error: Exception) -> str:
	"""Why something was refused, in whole sentences, one a line."""
	return "\n".join(_sentences(error))


def _sentences(error: Exception) -> tuple[str, ...]:
	if isinstance(error, PostingError) and error.findings:
		return tuple(text(finding) for finding in error.findings)
	if isinstance(error, SAID):
		if message := plain(str(error)):
			return (message,)
		if isinstance(error, frappe.PermissionError):
			return (_("You are not allowed to do this with the document."),)
	if is_conflict(error):
		return (_("Somebody else was working on the same things at the same time. Try this document again."),)
	frappe.log_error(title="One of many documents failed", message=frappe.get_traceback())
	return (_("This failed unexpectedly. The administrator finds the reason in the Error Log."),)

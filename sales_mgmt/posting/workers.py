"""What is given to background workers, by way of Redis.

Where Redis is away, whoever asks is told so before anything is stored: a document that says it waits, and waits for
nobody, would be worse. Where it goes away in the moment between, what waits stands in the database, and the scheduler
starts it later.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.utils.background_jobs import get_redis_conn
from redis.exceptions import RedisError


class WorkersAway(frappe.ValidationError):
	"""Nothing can be done in the background now. Nothing was stored."""


def check_workers() -> None:
	"""Raises WorkersAway where the queue of background jobs does not answer."""
	try:
		get_redis_conn().ping()
	except (RedisError, OSError):
		frappe.throw(
			_(
				"The queue of background jobs does not answer, so nothing was changed. Try again later, or post it at once."
			),
			WorkersAway,
			title=_("Try Again"),
		)


def after_commit(enqueue: Callable[[], Any]) -> None:
	"""Give work to a worker once the transaction is stored. What is stored stays stored if that fails."""

	def run() -> None:
		try:
			enqueue()
		except (RedisError, OSError):
			frappe.log_error("A background job could not be queued", defer_insert=False)

	frappe.db.after_commit.add(run)

"""Time, statements and rows of a piece of work, measured so that every candidate gets the same chance.

Each run is a request of its own: what Frappe keeps for the length of a request is emptied before it, the commit belongs
to it. Redis and MariaDB stay warm. Garbage is collected before a run and the collector stays on during it, as it does
in production. The first run of everything warms up and does not count; of the others the median does.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import frappe

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Traffic:
	"""What went to the database: statements, and rows that were inserted, updated or deleted."""

	statements: list[str] = field(default_factory=list)
	rows: int = 0


@dataclass(frozen=True)
class Timing:
	"""Medians of the runs; `cpu_ms` is this process alone, `ms` the clock on the wall, which includes the database."""

	ms: float
	cpu_ms: float
	statements: int
	rows: int


def forget_request() -> None:
	"""Empty what Frappe keeps for one request."""
	frappe.local.cache = {}
	frappe.local.document_cache = {}
	frappe.local.role_permissions = {}
	frappe.local.valid_columns = {}
	frappe.local.new_doc_templates = {}
	frappe.local.message_log = []
	frappe.local.response = frappe._dict({"docs": []})
	frappe.db.value_cache.clear()


@contextmanager
def recorded() -> Iterator[Traffic]:
	"""Listen to the connection of this process."""
	traffic = Traffic()
	cursor = frappe.db._cursor
	execute = cursor.execute

	def listening(query: Any, *args: Any, **kwargs: Any) -> Any:
		traffic.statements.append(str(query))
		result = execute(query, *args, **kwargs)
		if str(query).lstrip()[:6].upper() in WRITES:
			traffic.rows += max(cursor.rowcount, 0)
		return result

	cursor.execute = listening
	try:
		yield traffic
	finally:
		del cursor.execute


def measure(prepare: Callable[[], Any], work: Callable[[Any], Any], runs: int) -> Timing:
	"""Median of `runs` runs of `work`, each on a subject that `prepare` made, which is not timed."""
	clocks, processors, traffic = [], [], Traffic()
	for run in range(runs + 1):
		subject = prepare()
		frappe.db.commit()
		forget_request()
		gc.collect()
		if run == 0:
			with recorded() as traffic:
				work(subject)
				frappe.db.commit()
			continue
		clock, processor = time.perf_counter(), time.process_time()
		work(subject)
		frappe.db.commit()
		clocks.append(time.perf_counter() - clock)
		processors.append(time.process_time() - processor)
	return Timing(median(clocks) * 1000, median(processors) * 1000, len(traffic.statements), traffic.rows)

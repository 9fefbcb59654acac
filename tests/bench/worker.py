"""One of the processes of throughput.py: `worker.py NUMBER KIND SECONDS`. Waits for "go", then tells what it did as JSON."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frappe

sys.path.insert(0, str(Path(__file__).resolve().parent))

import company
from scenarios import ORDER, draft, whole_flow

LINES, SHARED = 10, 20


class SeriesLock:
	"""How long the number series is held: from when its lock is there, which everybody waits for, until the commit."""

	def __init__(self) -> None:
		self.held: list[float] = []
		self._since: float | None = None

	def listen(self) -> None:
		frappe.db.sql = self._after(frappe.db.sql, self._asked)
		frappe.db.commit = self._after(frappe.db.commit, self._ended)
		frappe.db.rollback = self._after(frappe.db.rollback, self._forget)

	def _after(self, run: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
		def noted(*args: Any, **kwargs: Any) -> Any:
			result = run(*args, **kwargs)
			note(*args)
			return result

		return noted

	def _asked(self, query: object, *_values: object) -> None:
		if self._since is None and "Number Series Line" in str(query) and "FOR UPDATE" in str(query):
			self._since = time.perf_counter()

	def _ended(self, *_args: object) -> None:
		if self._since is not None:
			self.held.append(time.perf_counter() - self._since)
		self._since = None

	def _forget(self, *_args: object) -> None:
		self._since = None


def work(number: int, shared: bool, seconds: float) -> dict:
	chance = random.Random(number)
	retries, errors = [], []
	lock = SeriesLock()
	lock.listen()
	rollback = frappe.db.rollback

	def counted(*args: object, **kwargs: object) -> None:
		retries.append(1)
		rollback(*args, **kwargs)

	def flow() -> None:
		lines = (
			company.shared_lines(LINES, SHARED, chance)
			if shared
			else company.lines(LINES, first=number * 50 + chance.randrange(40))
		)
		whole_flow(draft(ORDER, lines, company.customer(number)))
		frappe.db.commit()

	flow()
	print("ready", flush=True)
	sys.stdin.readline()
	lock.held.clear()
	frappe.db.rollback = counted
	flows, end = 0, time.perf_counter() + seconds
	while time.perf_counter() < end:
		try:
			flow()
			flows += 1
		except Exception as error:
			errors.append(f"{type(error).__name__}: {error}"[:200])
			rollback()
	frappe.db.rollback = rollback
	return {"flows": flows, "retries": len(retries), "errors": errors, "held": lock.held}


if __name__ == "__main__":
	number, kind, seconds = sys.argv[1:4]
	print(json.dumps(work(int(number), kind == "1", float(seconds))), flush=True)

"""One of the processes of throughput.py: `worker.py NUMBER KIND SECONDS`. Waits for "go", then tells what it did as JSON."""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).resolve().parent))

import company
from scenarios import ORDER, draft, whole_flow

LINES, SHARED = 10, 20


def work(number: int, shared: bool, seconds: float) -> dict:
	chance = random.Random(number)
	retries, errors = [], []
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
	return {"flows": flows, "retries": len(retries), "errors": errors}


if __name__ == "__main__":
	number, kind, seconds = sys.argv[1:4]
	print(json.dumps(work(int(number), kind == "1", float(seconds))), flush=True)

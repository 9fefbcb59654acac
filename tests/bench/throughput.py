"""Flows per minute with several processes at once, on goods of their own and on the same goods.

Every process saves, releases, ships and invoices orders of ten lines, each step committed, as fast as it can. They begin
together. What is lent from others is counted: retries after a deadlock, and errors.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import frappe

from sales_mgmt.posting.verify.books import verify
from sales_mgmt.rates.series import SeriesLine, next_number

SECONDS = 8
PROCESSES = (1, 2, 4, 8)
KINDS = ("goods of their own", "the same 20 items")
HERE = Path(__file__).resolve().parent
SERIES = {"posted_shipment_series": "Sales Shipment", "posted_invoice_series": "Sales Invoice"}


@dataclass(frozen=True)
class Result:
	processes: int
	kind: str
	flows: int
	seconds: float
	retries: int
	errors: list[str]
	held: list[float]
	"""Seconds that each posting held its number series."""

	@property
	def per_minute(self) -> float:
		return self.flows / self.seconds * 60

	@property
	def ceiling(self) -> float:
		"""Postings a minute that one number series could give, however many machines there were: one after the other."""
		return 60 / (sum(self.held) / len(self.held)) if self.held else 0.0


def run(processes: int, kind: str) -> Result:
	"""Start the processes, let them begin together, collect what they did."""
	command = [sys.executable, str(HERE.parents[1] / "dev" / "inside" / "on_site.py"), frappe.local.site]
	workers = [
		subprocess.Popen(
			[*command, str(HERE / "worker.py"), str(number), str(KINDS.index(kind)), str(SECONDS)],
			stdin=subprocess.PIPE,
			stdout=subprocess.PIPE,
			text=True,
		)
		for number in range(processes)
	]
	for worker in workers:
		if worker.stdout.readline().strip() != "ready":
			raise RuntimeError("a worker did not start")
	started = time.perf_counter()
	for worker in workers:
		worker.stdin.write("go\n")
		worker.stdin.flush()
	done = [json.loads(worker.communicate()[0].splitlines()[-1]) for worker in workers]
	return Result(
		processes,
		kind,
		flows=sum(each["flows"] for each in done),
		seconds=time.perf_counter() - started,
		retries=sum(each["retries"] for each in done),
		errors=[error for each in done for error in each["errors"]],
		held=[held for each in done for held in each["held"]],
	)


def holes() -> list[str]:
	"""Posted numbers that are missing between the first and the last one. Empty when the series is whole."""
	frappe.db.rollback()
	missing = []
	for setting, doctype in SERIES.items():
		series = frappe.db.get_single_value("Sales Settings", setting)
		line = frappe.db.get_value(
			"Number Series Line", {"parent": series}, ["starting_no", "last_no_used"], as_dict=True
		)
		used = set(frappe.get_all(doctype, {"docstatus": 1}, pluck="posted_no", limit=0))
		if not used:
			continue
		number = min(used)
		while number != line.last_no_used:
			number = next_number(SeriesLine("", None, line.starting_no, None, number))
			if number not in used:
				missing.append(number)
	return missing


def drifts() -> list[dict]:
	frappe.db.rollback()
	return verify()

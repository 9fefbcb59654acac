"""Measure everything on the bench site, print it, and write it into docs/performance.md."""

from __future__ import annotations

import gc

import company
import floor
import frappe
import receivables
import report
import reports
import scenarios
import stopwatch
import throughput

from dev.demo import company as demo

RUNS = {1: 15, 10: 11, 50: 7, 100: 5, 200: 5, 500: 3, 1000: 3, 2000: 3}
"""Runs that count, by number of lines."""
SMALL = (1, 10, 50)
SHOWN = (1, 10, 50, 100, 200)
LARGE = (200, 500, 1000, 2000)


def measure_all(sizes: tuple[int, ...]) -> tuple[report.Table, report.Table]:
	"""Timings of every scenario, and of bare documents that write as many rows as the flow of a size."""
	table: dict[str, dict[int, stopwatch.Timing]] = {}
	same_rows: dict[int, stopwatch.Timing] = {}
	everything = (*scenarios.SCENARIOS, scenarios.BARE, scenarios.DRIVER)
	for size in sizes:
		for scenario in everything:
			timing = _measured(scenario, size, RUNS[size])
			table.setdefault(scenario.name, {})[size] = timing
			print(
				f"{scenario.name:45} {size:6,} lines {timing.ms:9,.1f} ms {timing.statements:6,} statements"
			)
		# A bare document writes each of its rows twice: when it is inserted and when it is submitted.
		rows = table[scenarios.FLOW.name][size].rows // 2
		same_rows[size] = _measured(scenarios.BARE, rows, max(RUNS[size] // 2, 2))
	return table, {scenarios.BARE.name: same_rows}


def _measured(scenario: scenarios.Scenario, size: int, runs: int) -> stopwatch.Timing:
	return stopwatch.measure(lambda: scenario.prepare(size), scenario.work, runs)


def measure_aged() -> list[list[str]]:
	"""Aged Receivables over a large ledger, today and in the past: rows of a table."""
	today = frappe.utils.nowdate()
	dates = {"today": today, "a hundred days ago": frappe.utils.add_days(today, -100)}
	rows = []
	with receivables.large_ledger():
		for when, as_of in dates.items():
			timing = stopwatch.measure(lambda as_of=as_of: as_of, receivables.age, 5)
			rows.append([when, f"{timing.ms:,.0f}", f"{timing.statements}"])
			print(
				f"Aged receivables over {receivables.OPEN_ENTRIES:,} open entries, {when}: {timing.ms:,.0f} ms"
			)
	return rows


def measure_flows() -> list[throughput.Result]:
	results = []
	for kind in throughput.KINDS:
		for processes in throughput.PROCESSES:
			result = throughput.run(processes, kind)
			results.append(result)
			print(
				f"{processes} processes, {kind}: {result.per_minute:,.0f} flows per minute, {result.retries} retries"
			)
			for error in sorted(set(result.errors)):
				print("  ", error)
	return results


def measure_reports() -> None:
	"""Reports over large books, into their own part of the page."""
	demo.load()
	frappe.db.commit()
	table = report.markdown(reports.HEAD, reports.measure())
	report.write([report.machine(), reports.about(), table], marks=report.REPORTS)


def main(quick: bool) -> None:
	demo.load()
	company.open_business()
	gc.freeze()
	with floor.bare_doctype():
		table, same_rows = measure_all(SMALL if quick else tuple(RUNS))
	aged = measure_aged()
	results = measure_flows()
	drifts, holes = throughput.drifts(), throughput.holes()
	print(f"Drifts afterwards: {drifts or 'none'}. Holes in the numbers: {holes or 'none'}.")
	if quick:
		return
	flow, bare = table[scenarios.FLOW.name], table[scenarios.BARE.name]
	report.write(
		[
			report.machine(),
			"### One document",
			report.timings(table, SHOWN),
			"### The whole flow against the floor",
			report.ratios(flow, bare, same_rows[scenarios.BARE.name]),
			"### Large documents",
			report.timings(table, LARGE),
			"### The same without the database",
			report.processor(table, RUNS),
			f"### Aged receivables over {receivables.OPEN_ENTRIES:,} open entries",
			report.markdown(["As of", "Milliseconds", "SQL statements"], aged),
			"### Several processes",
			report.flows(results),
			f"Afterwards `verify()` found {len(drifts) or 'no'} drifts, and the posted numbers had"
			f" {len(holes) or 'no'} holes.",
		]
	)
	company.open_business()
	measure_reports()

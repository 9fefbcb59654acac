"""What was measured, as the Markdown between the marks of docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path

import frappe
from stopwatch import Timing
from throughput import Result

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
REPORTS = ("<!-- reports measured: begin -->", "<!-- reports measured: end -->")

Table = Mapping[str, Mapping[int, Timing]]
"""Timings by scenario and number of lines."""


def write(parts: Iterable[str], page: Path = PAGE, marks: tuple[str, str] = (BEGIN, END)) -> None:
	"""Replace what stands between the marks."""
	begin, end = marks
	text = page.read_text(encoding="utf-8")
	head, _begin, rest = text.partition(begin)
	_old, _end, tail = rest.partition(end)
	middle = "\n\n".join(part.strip() for part in parts)
	page.write_text(f"{head}{begin}\n{middle}\n{end}{tail}", encoding="utf-8")


def machine() -> str:
	version = frappe.db.sql("SELECT VERSION()")[0][0]
	return (
		f"Measured on {frappe.utils.today()}: {os.cpu_count()} cores ({_processor()}), Python"
		f" {platform.python_version()}, Frappe {frappe.__version__}, MariaDB {version.split('-')[0]}."
	)


def _processor() -> str:
	names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
	return names[0].partition(":")[2].strip() if names else platform.machine()


def timings(table: Table, sizes: Iterable[int]) -> str:
	"""Milliseconds on the clock and SQL statements per scenario and size."""
	sizes = list(sizes)
	rows = [
		[name, *(f"{row[size].ms:,.0f} · {row[size].statements}" if size in row else "" for size in sizes)]
		for name, row in table.items()
	]
	head = ["Milliseconds · SQL statements", *(f"{size:,} line{'s' * (size > 1)}" for size in sizes)]
	return markdown(head, rows)


def processor(table: Table, sizes: Iterable[int]) -> str:
	"""Milliseconds of this process alone: what a busy machine disturbs least."""
	sizes = list(sizes)
	rows = [
		[name, *(f"{row[size].cpu_ms:,.0f}" if size in row else "" for size in sizes)]
		for name, row in table.items()
	]
	return markdown(["Processor milliseconds", *(f"{size:,}" for size in sizes)], rows)


def ratios(flow: Mapping[int, Timing], bare: Mapping[int, Timing], same_rows: Mapping[int, Timing]) -> str:
	"""The whole flow against the floor, in both readings."""
	rows = [
		[
			f"{size:,}",
			f"{flow[size].rows:,}",
			f"{flow[size].ms:,.0f}",
			f"{bare[size].ms:,.0f}",
			f"{flow[size].ms / bare[size].ms:.1f}",
			f"{same_rows[size].ms:,.0f}",
			f"{flow[size].ms / same_rows[size].ms:.1f}",
		]
		for size in flow
		if size in same_rows
	]
	head = [
		*("Lines", "Rows written by the flow", "Flow ms", "Bare document with as many lines, ms", "Ratio"),
		*("Bare document that writes as many rows, ms", "Ratio"),
	]
	return markdown(head, rows)


def flows(results: Iterable[Result]) -> str:
	rows = [
		[
			each.kind,
			str(each.processes),
			f"{each.per_minute:,.0f}",
			f"{each.processes * each.seconds * 1000 / max(each.flows, 1):,.0f}",
			str(each.retries),
			str(len(each.errors)),
			f"{each.ceiling:,.0f}",
		]
		for each in results
	]
	head = ["Orders of ten lines on", "Processes", "Flows per minute", "ms per flow", "Retries", "Errors"]
	return markdown([*head, "Postings a minute one series could give"], rows)


def markdown(head: list[str], rows: Iterable[list[str]]) -> str:
	lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
	return "\n".join(f"| {' | '.join(line)} |" for line in lines)

"""What reports cost over a million entries in every ledger: a row of the table per report and way of asking."""

from __future__ import annotations

from typing import Any

import frappe
import stopwatch
from frappe.desk import query_report
from large_books import ENTRIES, LINES, ORDERS, PERIOD, customer, large_books

MONTH = {"from_date": "2026-10-01", "to_date": "2026-10-31"}
RUNS = 3

ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
	("Customer Item Sales", "a year, by customer and item", PERIOD),
	("Customer Item Sales", "a year, by customer", {**PERIOD, "group_by": "Customer"}),
	("Customer Item Sales", "a month, by customer and item", MONTH),
	("Customer Item Sales", "a year, one customer", {**PERIOD, "customer": customer(7)}),
	("Top Customers", "a year", PERIOD),
	("Top Customers", "a month", MONTH),
	("Salesperson Statistics", "a year", PERIOD),
	("Salesperson Statistics", "a month", MONTH),
	("VAT Summary", "a year, by month", PERIOD),
	("VAT Summary", "a month", MONTH),
	("Sales by Month", "a year", PERIOD),
	("Aged Receivables", "today", {"as_of": "2026-12-31"}),
	("Customer Order Detail", "outstanding", {}),
	("Customer Order Detail", "one customer", {"customer": customer(7)}),
	("Sales Back Orders", "all", {}),
	("Order Backlog", "all", {}),
	("Inventory Availability", "all", {}),
	("Picking List", "by item", {"group_by": "Item"}),
)
"""(report, what it is asked, filters). Every report that adds up a ledger stands here."""

HEAD = ["Report", "Asked for", "Rows", "Milliseconds", "SQL statements"]


def about() -> str:
	return (
		f"{ENTRIES:,} entries in each of the customer, VAT, general, item and value ledgers; {ORDERS * LINES:,} order lines."
		" The time is that of the whole answer, as the Desk asks for it, without its way to the browser."
	)


def measure() -> list[list[str]]:
	"""Rows of the table, over books of their own."""
	rows = []
	with large_books():
		for report, asked, filters in ASKED:
			found: list[int] = []

			def run(report: str = report, filters: dict = filters, found: list[int] = found) -> None:
				found.append(len(query_report.run(report, dict(filters))["result"]))

			timing = stopwatch.measure(lambda: None, lambda _subject, run=run: run(), RUNS)
			rows.append([report, asked, f"{found[-1]:,}", f"{timing.ms:,.0f}", str(timing.statements)])
			print(f"{report:25} {asked:32} {found[-1]:8,} rows {timing.ms:9,.0f} ms", flush=True)
	frappe.db.commit()
	return rows

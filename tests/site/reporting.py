"""Run a report as the Desk does, and take its answer apart."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.desk import query_report

YEAR = {"from_date": "2026-01-01", "to_date": "2026-12-31"}


class Answer:
	"""Rows without the total, the total row (ours, or the one that Frappe `added`), the chart and the figures above, by their labels."""

	def __init__(self, answer: dict[str, Any]):
		rows = [frappe._dict(row) for row in answer["result"] if isinstance(row, dict)]
		self.rows = [row for row in rows if not row.is_total]
		self.total = next((row for row in rows if row.is_total), None)
		self.columns = {column["fieldname"]: column for column in answer["columns"]}
		self.chart = answer["chart"]
		fields = [column["fieldname"] for column in answer["columns"]]
		lists = [row for row in answer["result"] if isinstance(row, list) and row]
		self.added = frappe._dict(zip(fields, lists[-1], strict=True)) if lists else None
		self.message = answer["message"]
		self.figures = {each["label"]: each["value"] for each in answer["report_summary"] or []}

	def shown(self, *fields: str) -> list[tuple]:
		return [tuple(row.get(field) for field in fields) for row in self.rows]


def ask(report: str, user: str | None = None, **filters: Any) -> Answer:
	"""The answer that `user` gets, the Administrator where nobody is named."""
	frappe.set_user(user or "Administrator")
	try:
		return Answer(query_report.run(report, filters, ignore_prepared_report=True))
	finally:
		frappe.set_user("Administrator")

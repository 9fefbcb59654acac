"""The statement of a customer on paper: what is open on a day, or what happened in a period (domain A22).

The figures are those of the reports Customer Statement and Aged Receivables. Each currency is an account of its own, with
its own total and its own aging. What is printed is chosen by the print settings of the request, a mapping with
`statement` (Open Entries or Movements), `from_date`, `to_date` and `currency`; blank means open entries as of today.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_first_day, getdate

from sales_mgmt.access.permissions import require
from sales_mgmt.amounts import to_decimal
from sales_mgmt.incoming.arguments import read_values
from sales_mgmt.masters.addresses import default_addresses, display
from sales_mgmt.print_formats.figures import without_name
from sales_mgmt.print_formats.paper import Paper
from sales_mgmt.reporting.as_of import open_on
from sales_mgmt.reporting.buckets import Buckets
from sales_mgmt.reporting.filters import one_of
from sales_mgmt.reporting.statement import changes_until, labels, movements

OPEN, MOVEMENTS = "Open Entries", "Movements"
KINDS = (OPEN, MOVEMENTS)


class Chosen(TypedDict, total=False):
	"""What is read of the print settings; whatever else is in them is Frappe's."""

	statement: str | None
	from_date: date | None
	to_date: date | None
	currency: str | None


@dataclass(frozen=True, slots=True)
class Account:
	"""One currency of a statement. `rows` are entries with text and date as they are, `aging` (label, amount) pairs."""

	paper: Paper
	rows: list[dict[str, Any]]
	aging: list[tuple[str, Decimal]]
	balance: Decimal


class StatementPrint(Paper):
	"""A customer as its statement shows it."""

	def __init__(self, doc: Document) -> None:
		super().__init__(doc)
		chosen = frappe._dict(read_values(doc.flags.print_settings or {}, Chosen))
		self.kind = one_of(chosen, "statement", KINDS)
		self.end: date = getdate(chosen.to_date)
		self.start: date = getdate(chosen.from_date or get_first_day(self.end))
		self.only = chosen.currency or None
		if self.start > self.end and self.movements:
			frappe.throw(_("The first day must not be after the last one."))
		require("Customer Ledger Entry", "read")

	is_draft = False

	@property
	def number(self) -> str:
		return self.doc.name

	@property
	def movements(self) -> bool:
		return self.kind == MOVEMENTS

	def has(self, _fieldname: str) -> bool:
		return False

	@property
	def name(self) -> str:
		return self.doc.customer_name

	@property
	def address(self) -> list[str]:
		address = default_addresses([self.doc.name]).get(self.doc.name, {}).get("billing")
		return without_name(self.name, self.postal_lines(display(address))) if address else []

	@cached_property
	def accounts(self) -> list[Account]:
		open_rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
		for row in open_on(self.end, self.doc.name, self.only):
			if row.remaining_amount:
				open_rows[row.currency].append(row)
		rows = self._movements() if self.movements else open_rows
		return [self._account(currency, rows[currency], open_rows[currency]) for currency in sorted(rows)]

	def _account(self, currency: str, rows: list[dict[str, Any]], left: list[dict[str, Any]]) -> Account:
		buckets = Buckets(self.end)
		ages = [Decimal(0)] * buckets.count
		for row in left:
			ages[buckets.of(row.due_date or row.posting_date)] += to_decimal(row.remaining_amount)
		return Account(
			paper=Paper(self.doc, currency),
			rows=rows,
			aging=list(zip(labels(buckets), ages, strict=True)),
			balance=sum(ages, Decimal(0)),
		)

	def _movements(self) -> dict[str, list[dict[str, Any]]]:
		"""The rows of the report, by currency: opening balance, entries with the running balance, closing balance."""
		require("Customer", "read", self.doc.name)
		changes = changes_until(self.end, self.doc.name, self.only)
		accounts: dict[str, list[dict[str, Any]]] = defaultdict(list)
		for row in movements(changes, self.start, self.end, self.doc.name, self.only):
			accounts[row["currency"]].append(frappe._dict(row))
		return accounts

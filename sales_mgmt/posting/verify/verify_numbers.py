"""Every ledger entry has a number, and no two entries of a ledger have the same."""

from typing import Any

import frappe
from pypika import functions as fn

from sales_mgmt.kinds.ledgers import ENTRY_NO, LEDGERS
from sales_mgmt.posting.verify.drift import drift_rows


def entry_numbers() -> list[dict[str, Any]]:
	"""`stored`: how many entries have the number of this one, where it is more than one; 0 where it has none."""
	drifts = []
	for doctype in LEDGERS:
		table = frappe.qb.DocType(doctype)
		number, sharing = table[ENTRY_NO], fn.Count("*")
		query = frappe.qb.from_(table).select(fn.Min(table.name), number, sharing).groupby(number)
		rows = query.having((sharing > 1) | (number == 0)).run()
		counted = [(name, sharing if number else 0, 1) for name, number, sharing in rows]
		drifts += drift_rows(doctype, ENTRY_NO, counted)
	return drifts

"""Which entries item charges were assigned to."""

from collections.abc import Iterable

import frappe

from sales_mgmt.kinds.chain import Chain


def charged_entries(lines: Iterable[str], chain: Chain) -> dict[str, list[tuple[str, float]]]:
	"""By posted charge line: the entries that its charge belongs to, with the amount of each. One query, or none."""
	names = sorted(lines)
	if not names:
		return {}
	value = frappe.qb.DocType("Item Value Entry")
	rows = (
		frappe.qb.from_(value)
		.select(value.document_line, value.item_ledger_entry, value.sales_amount)
		.where(
			(value.document_doctype == chain.billed)
			& (value.value_type == "Item Charge")
			& value.document_line.isin(names)
		)
		.orderby(value.entry_no)
		.run()
	)
	found: dict[str, list[tuple[str, float]]] = {}
	for line, entry, amount in rows:
		found.setdefault(line, []).append((entry, amount))
	return found

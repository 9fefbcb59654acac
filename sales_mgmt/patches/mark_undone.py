"""Shipments and return receipts that were wholly undone before say so."""

import frappe
from frappe.query_builder.functions import Min


def execute() -> None:
	for doctype in ("Sales Shipment", "Return Receipt"):
		head, line = frappe.qb.DocType(doctype), frappe.qb.DocType(f"{doctype} Line")
		undone = (
			frappe.qb.from_(line)
			.select(line.parent)
			.where((line.type != "Comment") & (line.quantity > 0))
			.groupby(line.parent)
			.having(Min(line.correction) == 1)
			.run(pluck=True)
		)
		if undone:
			frappe.qb.update(head).set(head.undone, 1).where(head.name.isin(undone)).run()

"""Lines of posted documents that a return may be made of, as far as the user may read them (domain A14)."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.documents.making.pieces import INVOICE, SHIPMENT
from sales_mgmt.kinds.documents import BILLS, COMING_BACK
from sales_mgmt.kinds.lines import COMMENT

SOURCES = (INVOICE, SHIPMENT, *COMING_BACK)


def originals_of(rows: Iterable[Any]) -> dict[str, Document]:
	"""The posted lines themselves, in one query for each DocType."""
	found = {}
	for doctype in SOURCES:
		names = sorted(row.line for row in rows if row.doctype == doctype)
		if names:
			stored = frappe.get_all(f"{doctype} Line", {"name": ("in", names)}, ["*"], limit_page_length=0)
			found.update(
				{values.name: frappe.get_doc({"doctype": f"{doctype} Line", **values}) for values in stored}
			)
	return found


def posted_lines(doctype: str, customer: str, names: list[str] | None = None) -> list[Any]:
	"""Lines with a quantity of posted documents that the user may read."""
	if not frappe.has_permission(doctype, "read"):
		return []
	head, line = frappe.qb.DocType(doctype), frappe.qb.DocType(f"{doctype} Line")
	query = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (line.parenttype == doctype))
		.select(
			head.name.as_("document"),
			head.posted_no,
			head.posting_date,
			line.name.as_("line"),
			line.idx.as_("row"),
			line.type,
			line.item,
			line.account,
			line.item_charge,
			line.description,
			line.quantity,
			line.uom,
			line.qty_per_uom,
		)
		.where(
			(head.docstatus == 1) & (head.customer == customer) & (line.type != COMMENT) & (line.quantity > 0)
		)
	)
	if doctype in BILLS:
		query = query.select(line.unit_price, head.currency).where(head.status != "Cancelled")
	else:
		query = query.select(line.item_ledger_entry).where(line.correction == 0)
	if doctype == INVOICE:
		query = query.select(line.quantity_credited).where(head.corrects_credit_memo.isnull())
	if names is not None:
		query = query.where(line.name.isin(sorted(names)))
	return [frappe._dict(row, doctype=doctype) for row in restrict(query, doctype).run(as_dict=True)]

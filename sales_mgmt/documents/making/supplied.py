"""The VAT rates of a draft that bills what moved before: each row has the rate of its supply (domain 4.5).

A row whose goods moved at several rates becomes several rows when it is saved. A form that only calculates keeps its rows.
"""

from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.documents.filling import defaults
from sales_mgmt.documents.making.fetched import Origins
from sales_mgmt.documents.making.reversed_lines import left_by
from sales_mgmt.kinds.chain import chain_of
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.kinds.sold_under import vat_group_sold_under
from sales_mgmt.rates.supplies import RatedPart, by_rate
from sales_mgmt.rates.vat_setup import VatTable, read_vat_table
from sales_mgmt.rates.waiting_supplies import rate_of, read_supplies
from sales_mgmt.storage.write import new_name


def rate_by_supply(doc: DocumentShape, origins: Origins) -> None:
	"""Note the rate of every row that bills, or takes back, what moved on another day (`flags.supplied_at`)."""
	for line in doc.lines:
		line.flags.supplied_at = None
	left = doc.flags.left = left_by(doc) if doc.doctype in RETURNS else {}
	if not (origins or left):
		return
	if not doc.vat_business_group:
		defaults.fill_header(doc)
	table = read_vat_table({doc.vat_business_group, *(row.vat_business_group for row in left.values())})
	for line in doc.lines:
		supply = None if line.get("invoice_line") else left.get(line.get("applies_from_entry"))
		if supply:
			for field in ("product_posting_group", "vat_product_group"):
				line.set(field, supply.get(field) or line.get(field))
			if line.vat_product_group:
				groups = (vat_group_sold_under(supply, doc.vat_business_group), line.vat_product_group)
				line.flags.supplied_at = float(table.percent(groups, supply.posting_date))
	if table.changes((doc.vat_business_group, origin.vat_product_group) for origin in origins.values()):
		_by_shipments(doc, origins, table)


def _by_shipments(doc: DocumentShape, origins: Origins, table: VatTable) -> None:
	chain = chain_of(doc.doctype)
	waiting = {
		name: quantity(origin.quantity_shipped) - quantity(origin.quantity_invoiced)
		for name, origin in origins.items()
	}
	supplies = read_supplies(chain, waiting)
	day = doc.posting_date or doc.document_date
	own_day = getdate(day) if day else None
	rows: list[Document] = []
	for line in list(doc.lines):
		rows.append(line)
		origin = origins.get(line.get(chain.line_link))
		if not origin or line.get("invoice_line") or line.flags.supplied_at is not None:
			continue
		rate = rate_of(table, (doc.vat_business_group, origin.vat_product_group), own_day)
		parts = by_rate(supplies.take(origin.name, quantity(line.quantity)), rate)
		if not parts:
			continue
		line.flags.supplied_at = float(parts[0].vat_percent)
		if line.type != CHARGE and not doc.flags.only_calculating:
			rows += _divide(doc, line, parts)
	if len(rows) != len(doc.lines) or any(a is not b for a, b in zip(rows, doc.lines, strict=True)):
		doc.set("lines", rows)
		for idx, row in enumerate(doc.lines, start=1):
			row.idx = idx


def _divide(doc: DocumentShape, line: Document, parts: list[RatedPart]) -> list[Document]:
	"""Rows for all parts but the first, which the row itself keeps."""
	if len(parts) == 1:
		return []
	values = {
		field.fieldname: line.get(field.fieldname)
		for field in line.meta.fields
		if field.fieldtype not in no_value_fields
	}
	line.quantity = float(parts[0].quantity)
	more = []
	for part in parts[1:]:
		row = doc.append("lines", {**values, "quantity": float(part.quantity)})
		# Posting knows rows by their names, and a draft that is submitted has no other moment to get one.
		row.name = new_name()
		row.flags.supplied_at = float(part.vat_percent)
		more.append(row)
	return more

"""One document made from another: fields of the same name travel, the admin's custom fields included."""

from collections.abc import Iterable

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

from sales_mgmt.kinds.chain import RETURN

NEVER = {"naming_series", "status", "amended_from"}
COMING_BACK = (RETURN.order, RETURN.moved, RETURN.billed)

OF_THE_DEAL = frozenset(
	{
		"external_document_no",
		"your_reference",
		"document_date",
		"order_date",
		"valid_until",
		"shipment_date",
		"requested_delivery_date",
		"promised_delivery_date",
		"payment_discount_date",
		"exchange_rate",
		"exchange_rate_by_hand",
		"price_origin",
		"price_from",
		"discount_origin",
		"discount_from",
	}
)
"""What belongs to one deal: it travels along its chain, from quote to invoice, and yet Duplicate leaves it behind (No Copy),
for that begins another deal."""

OF_THE_PARCEL = frozenset({"shipping_agent", "shipping_agent_service"})
"""Who carries the goods of a sale says nothing about who brings them back, nor the other way round."""


def common_fields(source: str, target: str) -> tuple[str, ...]:
	"""Names of the data fields that two DocTypes share and that may be copied."""
	ours = frappe.get_meta(source)
	same_way = (source in COMING_BACK) == (target in COMING_BACK)
	return tuple(
		field.fieldname
		for field in frappe.get_meta(target).fields
		if field.fieldtype not in no_value_fields
		and field.fieldtype not in table_fields
		and (not field.no_copy or field.fieldname in OF_THE_DEAL)
		and field.fieldname not in NEVER
		and (same_way or field.fieldname not in OF_THE_PARCEL)
		and ours.has_field(field.fieldname)
	)


def copy_fields(
	source: Document, target: Document, fields: Iterable[str] | None = None, without: Iterable[str] = ()
) -> None:
	"""Copy the shared fields. `fields` saves looking them up again for every line; without it, tables of the admin's
	come along, rows and all."""
	skip = set(without)
	if fields is None:
		_copy_tables(source, target)
	for field in fields if fields is not None else common_fields(source.doctype, target.doctype):
		if field not in skip:
			target.set(field, source.get(field))


def _copy_tables(source: Document, target: Document) -> None:
	"""Rows of custom tables that both documents have. Rows are new ones: their names stay behind."""
	for table in target.meta.get_table_fields():
		ours = source.meta.get_field(table.fieldname)
		if not table.get("is_custom_field") or table.no_copy or not ours or ours.options != table.options:
			continue
		fields = common_fields(table.options, table.options)
		for row in source.get(table.fieldname) or []:
			target.append(table.fieldname, {field: row.get(field) for field in fields})

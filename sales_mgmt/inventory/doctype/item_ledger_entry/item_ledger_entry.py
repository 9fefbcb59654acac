import frappe

from sales_mgmt.ledgers.guard import LedgerEntry


class ItemLedgerEntry(LedgerEntry):
	"""Goods that came or left, in base units."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		applies_from_entry: DF.Link | None
		business_posting_group: DF.Link | None
		correction: DF.Check
		cost_amount: DF.Currency
		customer: DF.Link | None
		description: DF.Data | None
		document_doctype: DF.Link | None
		document_line: DF.Data | None
		document_name: DF.DynamicLink | None
		entry_no: DF.Int
		entry_type: DF.Literal["Sale", "Adjustment"]
		invoiced_quantity: DF.Float
		item: DF.Link | None
		location: DF.Link | None
		order_line: DF.Data | None
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		product_posting_group: DF.Link | None
		quantity: DF.Float
		remaining_quantity: DF.Float
		returned_quantity: DF.Float
		sales_amount: DF.Currency
		sales_order: DF.Link | None
		salesperson: DF.Link | None
		undone_quantity: DF.Float
		unit_cost: DF.Currency
	# end: auto-generated types


def on_doctype_update() -> None:
	"""Postings look for what is open of an item at a place."""
	frappe.db.add_index("Item Ledger Entry", ["item", "location", "remaining_quantity"])

import frappe

from sales_mgmt.ledgers.guard import LedgerEntry


class StockLevel(LedgerEntry):
	"""Quantity and cost of an item at a location: a cache of the item ledger, written by posting only."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cost_amount: DF.Currency
		item: DF.Link
		location: DF.Link
		quantity: DF.Float
	# end: auto-generated types


def on_doctype_update() -> None:
	frappe.db.add_unique("Stock Level", ["item", "location"], constraint_name="unique_item_location")

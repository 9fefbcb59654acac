import frappe

from sales_mgmt.posting.guard import LedgerEntry


class StockLevel(LedgerEntry):
	"""Quantity and cost of an item at a location: a cache of the item ledger, written by posting only."""


def on_doctype_update() -> None:
	frappe.db.add_unique("Stock Level", ["item", "location"], constraint_name="unique_item_location")

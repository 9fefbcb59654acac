"""Locks of a document that is named and posted in one go: inserted with docstatus 1, or made and posted by one action.

A name comes from a naming series, whose row stays locked until the transaction ends. Whoever posts an order names its
invoice after the goods are locked; so here what will be posted is locked before the name is taken, in the same order.
"""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from sales_mgmt.posting.reading.item_costs import read_costs
from sales_mgmt.posting.reading.open_entries import lock_documents, read_entries
from sales_mgmt.posting.reading.stock import read_levels_everywhere

ENTRIES = ("applies_from_entry", "item_ledger_entry")
"""Fields of rows that name an item ledger entry: goods that come back, goods that get a charge or another cost."""


def lock_ahead(doc: Document) -> None:
	"""Lock the documents that it is applied to, the stock of every item that it names, with its entries, and the customer
	ledger entries that it is applied to."""
	applied = list(_applied_to(doc))
	lock_documents(applied)
	rows = doc.get_all_children()
	named = {row.get(field) for row in rows for field in ENTRIES} - {None, ""}
	items = ({row.get("item") for row in rows} | _items_of(named)) - {None, ""}
	if items:
		levels = read_levels_everywhere(items, lock=True)
		read_costs(leaving=levels, coming=levels if named else (), named=named, lock=True)
	read_entries(applied, lock=True)


def _applied_to(doc: Document) -> Iterable[str]:
	if hasattr(doc, "entries_to_apply"):
		return doc.entries_to_apply()
	return [row.entry for row in doc.get("applications") or [] if row.entry]


def _items_of(entries: set[str]) -> set[str]:
	if not entries:
		return set()
	filters = {"name": ("in", sorted(entries))}
	return set(frappe.get_all("Item Ledger Entry", filters, pluck="item", limit_page_length=0))

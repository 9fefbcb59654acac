import frappe
from frappe import _

from sales_mgmt.masters.unit_changes import round_factors, warn_of_open_documents
from sales_mgmt.storage.own_rows import OwnRows
from sales_mgmt.supply.availability import stock_by_location
from sales_mgmt.texts.messages import bold, said

FIXED_ONCE_USED = ("item_type", "base_uom", "costing_method")


class Item(OwnRows):
	"""What is sold: goods with stock, goods without, and services."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.inventory.doctype.item_shelf.item_shelf import ItemShelf
		from sales_mgmt.inventory.doctype.item_unit_of_measure.item_unit_of_measure import ItemUnitofMeasure

		base_uom: DF.Link
		costing_method: DF.Literal["Average", "FIFO", "Standard"]
		description: DF.TextEditor | None
		image: DF.AttachImage | None
		inventory_posting_group: DF.Link | None
		item_code: DF.Data
		item_discount_group: DF.Link | None
		item_name: DF.Data
		item_type: DF.Literal["Inventory", "Service", "Non-Inventory"]
		net_weight: DF.Float
		product_posting_group: DF.Link
		sales_blocked: DF.Check
		shelves: DF.Table[ItemShelf]
		unit_cost: DF.Currency
		unit_price: DF.Currency
		units: DF.Table[ItemUnitofMeasure]
		vat_product_group: DF.Link
		volume: DF.Float
	# end: auto-generated types

	def onload(self) -> None:
		if frappe.has_permission("Stock Level", "read"):
			self.set_onload("stock", stock_by_location(self.name))

	def validate(self) -> None:
		round_factors(self)
		self.check_units()
		self.check_shelves()
		self.check_posting_group()
		self.check_unchanged_once_used()

	def on_update(self) -> None:
		warn_of_open_documents(self)

	def check_units(self) -> None:
		seen = {self.base_uom}
		for row in self.units:
			if row.uom in seen:
				frappe.throw(
					said(_("Row {0}: the unit of measure {1} is listed already.")).format(
						row.idx, bold(row.uom)
					)
				)
			if not row.qty_per_unit or row.qty_per_unit <= 0:
				frappe.throw(
					said(_("Row {0}: enter how many {1} one {2} holds.")).format(
						row.idx, self.base_uom, row.uom
					)
				)
			seen.add(row.uom)

	def check_shelves(self) -> None:
		seen = set()
		for row in self.shelves:
			if row.location in seen:
				frappe.throw(
					said(_("Row {0}: location {1} has a shelf already. Keep one of the two rows.")).format(
						row.idx, bold(row.location)
					)
				)
			seen.add(row.location)

	def check_posting_group(self) -> None:
		if self.item_type == "Inventory" and not self.inventory_posting_group:
			frappe.throw(_("Choose an inventory posting group: items with stock need one."))

	def check_unchanged_once_used(self) -> None:
		"""Entries count in base units, by type and at the cost of one method; changing one of these would falsify them."""
		stored = self.get_doc_before_save()
		if not stored or not any(stored.get(field) != self.get(field) for field in FIXED_ONCE_USED):
			return
		if frappe.db.exists("Item Ledger Entry", {"item": self.name}):
			frappe.throw(
				said(
					_(
						"Item {0} has ledger entries, so its type, base unit of measure and costing method can not be"
						" changed."
					)
				).format(bold(self.name))
			)

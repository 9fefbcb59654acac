from sales_mgmt.documents.state.quantities import round_quantities
from sales_mgmt.findings.finding import sentence
from sales_mgmt.masters.masters import by_name
from sales_mgmt.posting.goods.adjustment import COST, QUANTITY, prepare_adjustment, write_adjustment
from sales_mgmt.posting.road.posted import PostedBySubmit
from sales_mgmt.settings import require_local_currency


class InventoryAdjustment(PostedBySubmit):
	"""Puts goods on a location or takes them away without a sale. Submitting posts it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.inventory.doctype.inventory_adjustment_line.inventory_adjustment_line import (
			InventoryAdjustmentLine,
		)

		cost_amount: DF.Currency
		description: DF.Data | None
		lines: DF.Table[InventoryAdjustmentLine]
		location: DF.Link | None
		naming_series: DF.Literal["IA-.#####"]
		posted_no: DF.Data | None
		posting_date: DF.Date | None
	# end: auto-generated types

	correction_hint = sentence("Correct it by another adjustment with the opposite quantities.")

	def validate(self) -> None:
		require_local_currency()
		self.posted_no = None
		self.cost_amount = 0
		round_quantities(self.lines, ("quantity",))
		self.fill_from_entries()
		self.fill_lines()

	def fill_from_entries(self) -> None:
		"""A line that changes the cost of an entry is about its item, where that came in, and moves nothing."""
		for line in self.lines:
			line.kind = line.kind or QUANTITY
		rows = [line for line in self.lines if line.kind == COST]
		names = {line.item_ledger_entry for line in rows if line.item_ledger_entry}
		entries = by_name("Item Ledger Entry", ("name", "item", "location"), names)
		for line in rows:
			line.quantity = 0
			line.unit_cost = 0
			if entry := entries.get(line.item_ledger_entry):
				line.item = line.item or entry.item
				line.location = entry.location
		for line in self.lines:
			if line.kind != COST:
				line.item_ledger_entry = None
				line.added_cost = 0

	def fill_lines(self) -> None:
		"""Lines without a location take the one of the document; goods that come in cost what the item says."""
		blank = {line.item for line in self.lines if line.get("unit_cost") is None}
		items = by_name("Item", ("name", "unit_cost"), blank)
		for line in self.lines:
			line.cost_amount = 0
			line.location = line.location or self.location
			if line.get("unit_cost") is None:
				line.unit_cost = items[line.item].unit_cost

	def before_submit(self) -> None:
		super().before_submit()
		self.flags.prepared = prepare_adjustment(self)

	def on_submit(self) -> None:
		write_adjustment(self, self.flags.prepared)

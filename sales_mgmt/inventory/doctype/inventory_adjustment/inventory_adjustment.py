import frappe

from sales_mgmt.posting.adjustment import prepare_adjustment, write_adjustment
from sales_mgmt.posting.core.findings import sentence
from sales_mgmt.posting.guard import PostedDocument


class InventoryAdjustment(PostedDocument):
	"""Puts goods on a location or takes them away without a sale. Submitting posts it."""

	correction_hint = sentence("Correct it by another adjustment with the opposite quantities.")

	def validate(self) -> None:
		self.posted_no = None
		self.cost_amount = 0
		self.fill_lines()

	def fill_lines(self) -> None:
		"""Lines without a location take the one of the document; goods that come in cost what the item says."""
		for line in self.lines:
			line.cost_amount = 0
			line.location = line.location or self.location
			if line.get("unit_cost") is None:
				line.unit_cost = frappe.get_cached_value("Item", line.item, "unit_cost")

	def before_submit(self) -> None:
		self.flags.prepared = prepare_adjustment(self)

	def on_submit(self) -> None:
		write_adjustment(self, self.flags.prepared)

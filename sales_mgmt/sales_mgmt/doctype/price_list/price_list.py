"""A sales price list (domain A30)."""

from sales_mgmt.documents.pricing.price_lists import check_head, check_lines, check_may_edit
from sales_mgmt.documents.state.quantities import round_quantities
from sales_mgmt.storage.compare import changed_values
from sales_mgmt.storage.own_rows import OwnRows

WHOM = {
	"Customer": "customer",
	"Customer Price Group": "price_group",
	"Customer Discount Group": "discount_group",
}
NOT_AGREED = ("status", "item_name")
"""Fields of a line whose change changes no price."""


class PriceList(OwnRows):
	"""Agreed prices and discounts. Used while it is active, line by line as far as they are verified."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.price_list_line.price_list_line import PriceListLine

		allow_invoice_discount: DF.Check
		allow_line_discount: DF.Check
		applies_to: DF.Literal["All Customers", "Customer", "Customer Price Group", "Customer Discount Group"]
		code: DF.Data
		currency: DF.Link | None
		customer: DF.Link | None
		description: DF.Data | None
		discount_group: DF.Link | None
		ending_date: DF.Date | None
		lines: DF.Table[PriceListLine]
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		starting_date: DF.Date | None
		status: DF.Literal["Draft", "Active", "Inactive"]
		vat_business_group: DF.Link | None
	# end: auto-generated types

	def validate(self) -> None:
		self.keep_status()
		self.clear_other_addressees()
		round_quantities(self.lines, ("minimum_quantity",))
		check_head(self)
		check_lines(self)
		self.unverify_edited_lines()

	def keep_status(self) -> None:
		"""Activating and verifying are actions; nobody types a status."""
		if self.flags.status_action:
			return
		stored = self.get_doc_before_save()
		self.status = stored.status if stored else "Draft"

	def clear_other_addressees(self) -> None:
		for kind, field in WHOM.items():
			if kind != self.applies_to:
				self.set(field, None)

	def unverify_edited_lines(self) -> None:
		"""An edited line falls back to draft until the lines are verified."""
		if self.flags.status_action:
			return
		stored = self.get_doc_before_save()
		before = {line.name: line for line in stored.lines} if stored else {}
		edited = [
			line
			for line in self.lines
			if line.name not in before or changed_values(line, before[line.name], NOT_AGREED)
		]
		if edited and stored:
			check_may_edit(stored)
		for line in self.lines:
			line.status = "Draft" if line in edited else before[line.name].status

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from sales_mgmt.ownership import Guarded
from sales_mgmt.recurring.choice import overlap
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, said


class CustomerRecurringSalesLines(Guarded):
	"""Which recurring lines a customer gets, from when to when, and on which documents (domain A09)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		customer: DF.Link
		customer_name: DF.Data | None
		description: DF.Data | None
		direct_debit_mandate: DF.Data | None
		on_credit_memos: DF.Literal["Manual", "Automatic", "Always Ask"]
		on_invoices: DF.Literal["Manual", "Automatic", "Always Ask"]
		on_orders: DF.Literal["Manual", "Automatic", "Always Ask"]
		on_quotes: DF.Literal["Manual", "Automatic", "Always Ask"]
		payment_method: DF.Link | None
		recurring_lines: DF.Link
		valid_from: DF.Date | None
		valid_to: DF.Date | None
	# end: auto-generated types

	def validate(self) -> None:
		self.check_order_of_dates()
		self.check_no_overlap()

	def check_order_of_dates(self) -> None:
		if self.valid_from and self.valid_to and getdate(self.valid_to) < getdate(self.valid_from):
			frappe.throw(_("Valid To is before Valid From. Enter a later day, or leave it blank."))

	def check_no_overlap(self) -> None:
		"""The same set twice on one day would make two invoices."""
		others = frappe.get_all(
			self.doctype,
			{"customer": self.customer, "recurring_lines": self.recurring_lines, "name": ("!=", self.name)},
			["valid_from", "valid_to"],
		)
		ours = tuple(getdate(day) if day else None for day in (self.valid_from, self.valid_to))
		for other in others:
			if overlap(ours, (other.valid_from, other.valid_to)):
				frappe.throw(
					said(
						_("Customer {0} has {1} from {2} to {3} already. Choose days that do not overlap.")
					).format(
						bold(customer_named(self.customer)),
						bold(self.recurring_lines),
						formatdate(other.valid_from) or "…",
						formatdate(other.valid_to) or "…",
					)
				)

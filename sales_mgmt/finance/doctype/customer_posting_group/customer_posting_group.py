import frappe
from frappe import _

from sales_mgmt.ownership import Guarded
from sales_mgmt.texts.messages import bold, said


class CustomerPostingGroup(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data | None
		invoice_rounding_account: DF.Link | None
		payment_discount_account: DF.Link | None
		payment_tolerance_account: DF.Link | None
		receivables_account: DF.Link
		service_charge_account: DF.Link | None
	# end: auto-generated types

	def validate(self) -> None:
		self.keep_receivables_account()

	def keep_receivables_account(self) -> None:
		"""Entries stand on the account of their group: payments and applications find it there, and so does verify()."""
		stored = self.get_doc_before_save()
		if not stored or stored.receivables_account in (None, "", self.receivables_account):
			return
		if frappe.db.exists("Customer Ledger Entry", {"customer_posting_group": self.name}):
			frappe.throw(
				said(
					_(
						"The receivables account of posting group {0} can not be changed: ledger entries stand on {1}. Make a new posting group with the other account and move the customers there."
					)
				).format(bold(self.name), bold(stored.receivables_account))
			)

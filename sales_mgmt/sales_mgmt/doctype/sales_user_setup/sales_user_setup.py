import frappe
from frappe import _
from frappe.utils import getdate

from sales_mgmt.ownership import Guarded


class SalesUserSetup(Guarded):
	"""What one user may post, and on which dates (domain 4.2)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allow_posting_from: DF.Date | None
		allow_posting_to: DF.Date | None
		full_name: DF.Data | None
		invoice_posting_policy: DF.Literal["Allowed", "Prohibited", "Mandatory"]
		user: DF.Link
	# end: auto-generated types

	def validate(self) -> None:
		if self.allow_posting_from and self.allow_posting_to:
			if getdate(self.allow_posting_from) > getdate(self.allow_posting_to):
				frappe.throw(_("The first posting date is after the last one. Exchange them."))

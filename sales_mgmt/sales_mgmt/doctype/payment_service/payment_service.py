import frappe
from frappe import _

from sales_mgmt.ownership import Guarded
from sales_mgmt.sending.choice import one_line


class PaymentService(Guarded):
	"""Where customers can pay with a link: in the mail, on the invoice (domain A24)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Data
		enabled: DF.Check
		on_invoices: DF.Check
		on_orders: DF.Check
		sandbox: DF.Check
		service: DF.Literal["PayPal"]
		service_name: DF.Data
	# end: auto-generated types

	def validate(self) -> None:
		self.account = one_line(self.account or "")
		if " " in self.account:
			frappe.throw(_("Enter the email address or the merchant ID of the account, without blanks."))

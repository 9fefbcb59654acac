from sales_mgmt.ownership import Guarded


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
	pass

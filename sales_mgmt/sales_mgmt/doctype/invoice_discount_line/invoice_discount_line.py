from sales_mgmt.ledgers.guard import LineOfDocument


class InvoiceDiscountLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		currency: DF.Link | None
		discount_percent: DF.Percent
		minimum_amount: DF.Currency
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		service_charge: DF.Currency
	# end: auto-generated types
	pass

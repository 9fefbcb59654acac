from sales_mgmt.ledgers.guard import LineOfDocument


class PrintFormatChoice(LineOfDocument):
	"""The print format of one kind of document, for the company or for a customer."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		document_type: DF.Literal[
			"Sales Quote",
			"Sales Order",
			"Sales Shipment",
			"Sales Invoice",
			"Sales Credit Memo",
			"Return Receipt",
			"Customer",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		print_format: DF.Link
	# end: auto-generated types

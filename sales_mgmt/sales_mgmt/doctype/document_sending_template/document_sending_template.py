from sales_mgmt.ledgers.guard import LineOfDocument


class DocumentSendingTemplate(LineOfDocument):
	"""The Email Template of one kind of document in a sending profile (domain A24)."""

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
		]
		email_template: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types

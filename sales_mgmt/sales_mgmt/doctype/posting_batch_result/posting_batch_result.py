from sales_mgmt.ledgers.guard import LineOfDocument


class PostingBatchResult(LineOfDocument):
	"""What became of one document of a batch: what was posted, or why nothing was."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		credit_memo: DF.Link | None
		document: DF.DynamicLink | None
		document_doctype: DF.Link | None
		invoice: DF.Link | None
		messages: DF.SmallText | None
		outcome: DF.Literal["Posted", "Not Posted"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		return_receipt: DF.Link | None
		shipment: DF.Link | None
	# end: auto-generated types

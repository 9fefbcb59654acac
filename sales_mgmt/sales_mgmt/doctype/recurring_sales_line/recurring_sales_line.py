from sales_mgmt.ledgers.guard import LineOfDocument


class RecurringSalesLine(LineOfDocument):
	"""What is sold and how much of it; the price is found on the document it is put on."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Link | None
		description: DF.SmallText | None
		item: DF.Link | None
		item_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		quantity: DF.Float
		type: DF.Literal["Item", "G/L Account", "Comment"]
		uom: DF.Link | None
	# end: auto-generated types

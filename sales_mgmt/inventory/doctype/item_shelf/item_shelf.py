from sales_mgmt.ledgers.guard import LineOfDocument


class ItemShelf(LineOfDocument):
	"""Where an item lies at a location, for those who pick it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		location: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		shelf: DF.Data
	# end: auto-generated types

from sales_mgmt.ownership import Guarded


class InventoryPostingSetup(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		inventory_account: DF.Link | None
		inventory_adjustment_account: DF.Link | None
		inventory_posting_group: DF.Link
		location: DF.Link | None
		variance_account: DF.Link | None
	# end: auto-generated types
	pass

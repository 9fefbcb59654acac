from sales_mgmt.ownership import Guarded


class ProductPostingGroup(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data | None
	# end: auto-generated types
	pass

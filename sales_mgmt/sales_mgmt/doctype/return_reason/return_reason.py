from sales_mgmt.ownership import Guarded


class ReturnReason(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		default_location: DF.Link | None
		description: DF.Data | None
	# end: auto-generated types
	pass

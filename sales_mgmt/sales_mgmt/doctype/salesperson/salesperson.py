from sales_mgmt.ownership import Guarded


class Salesperson(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		commission_percent: DF.Percent
		description: DF.Data | None
		disabled: DF.Check
		email: DF.Data | None
		user: DF.Link | None
	# end: auto-generated types
	pass

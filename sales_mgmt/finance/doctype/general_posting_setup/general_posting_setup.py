from sales_mgmt.ownership import Guarded


class GeneralPostingSetup(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		business_posting_group: DF.Link
		cogs_account: DF.Link | None
		invoice_discount_account: DF.Link | None
		line_discount_account: DF.Link | None
		product_posting_group: DF.Link
		sales_account: DF.Link | None
	# end: auto-generated types
	pass

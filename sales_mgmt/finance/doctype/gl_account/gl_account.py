from sales_mgmt.ownership import Guarded


class GLAccount(Guarded):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account_category: DF.Literal[
			"", "Assets", "Liabilities", "Equity", "Income", "Cost of Goods Sold", "Expense"
		]
		account_name: DF.Data
		account_no: DF.Data
		blocked: DF.Check
		direct_posting: DF.Check
		product_posting_group: DF.Link | None
		vat_product_group: DF.Link | None
	# end: auto-generated types
	pass

from sales_mgmt.ownership import Guarded


class ItemCharge(Guarded):
	"""Freight, fee or allowance that is charged beside the goods and belongs to lines of goods (domain A29)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data
		product_posting_group: DF.Link
		restock_fee: DF.Check
		unit_price: DF.Currency
		vat_product_group: DF.Link
	# end: auto-generated types

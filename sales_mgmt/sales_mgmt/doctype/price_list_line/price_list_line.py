from sales_mgmt.ledgers.guard import LineOfDocument


class PriceListLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		defines: DF.Literal["Price", "Discount", "Price & Discount"]
		item: DF.Link | None
		item_discount_group: DF.Link | None
		item_name: DF.Data | None
		line_discount_percent: DF.Percent
		minimum_quantity: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		product_type: DF.Literal["Item", "Item Discount Group"]
		status: DF.Literal["Draft", "Active"]
		unit_price: DF.Currency
		uom: DF.Link | None
	# end: auto-generated types
	pass

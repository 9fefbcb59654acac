import frappe

from sales_mgmt.ledgers.guard import LineOfDocument


class SalesLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Link | None
		allow_invoice_discount: DF.Check
		amount: DF.Currency
		amount_including_vat: DF.Currency
		applies_from_entry: DF.Link | None
		billed_gross_amount: DF.Currency
		billed_invoice_discount: DF.Currency
		billed_line_discount: DF.Currency
		billed_quantity: DF.Float
		billed_vat_amount: DF.Currency
		billing_whole: DF.Int
		blanket_order_line: DF.Data | None
		description: DF.SmallText | None
		discount_from: DF.Data | None
		discount_origin: DF.Literal[
			"",
			"Search",
			"Typed",
			"Sales Quote",
			"Sales Order",
			"Sales Invoice",
			"Sales Return Order",
			"Sales Credit Memo",
		]
		invoice: DF.Link | None
		invoice_discount_amount: DF.Currency
		invoice_line: DF.Data | None
		is_fee: DF.Check
		item: DF.Link | None
		item_charge: DF.Link | None
		line_amount: DF.Currency
		line_discount_amount: DF.Currency
		line_discount_percent: DF.Percent
		location: DF.Link | None
		outstanding_quantity: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		price_from: DF.Data | None
		price_origin: DF.Literal[
			"",
			"Search",
			"Typed",
			"Sales Quote",
			"Sales Order",
			"Sales Invoice",
			"Sales Return Order",
			"Sales Credit Memo",
		]
		product_posting_group: DF.Link | None
		qty_not_assigned: DF.Float
		qty_per_uom: DF.Float
		qty_shipped_not_invoiced: DF.Float
		qty_to_invoice: DF.Float
		qty_to_ship: DF.Float
		quantity: DF.Float
		quantity_cancelled: DF.Float
		quantity_invoiced: DF.Float
		quantity_shipped: DF.Float
		quote_line: DF.Data | None
		return_reason: DF.Link | None
		sales_order: DF.Link | None
		shipment: DF.Link | None
		shipment_line: DF.Data | None
		system_line: DF.Literal["", "Service Charge"]
		type: DF.Literal["Item", "G/L Account", "Item Charge", "Comment"]
		unit_price: DF.Currency
		uom: DF.Link | None
		vat_amount: DF.Currency
		vat_percent: DF.Percent
		vat_product_group: DF.Link | None
	# end: auto-generated types


def on_doctype_update() -> None:
	"""What is still to be shipped of an item is asked with every calculation, among the lines of all years."""
	frappe.db.add_index("Sales Line", ["item", "outstanding_quantity"])

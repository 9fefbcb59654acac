from sales_mgmt.ledgers.guard import LineOfDocument


class SalesInvoiceLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Link | None
		allow_invoice_discount: DF.Check
		amount: DF.Currency
		amount_including_vat: DF.Currency
		amount_including_vat_lcy: DF.Currency
		amount_lcy: DF.Currency
		applies_from_entry: DF.Link | None
		billing_whole: DF.Int
		blanket_order_line: DF.Data | None
		credited_gross_amount: DF.Currency
		credited_invoice_discount: DF.Currency
		credited_line_discount: DF.Currency
		credited_vat_amount: DF.Currency
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
		invoice_discount_account: DF.Link | None
		invoice_discount_amount: DF.Currency
		invoice_discount_excl_vat: DF.Currency
		item: DF.Link | None
		item_charge: DF.Link | None
		line_amount: DF.Currency
		line_discount_account: DF.Link | None
		line_discount_amount: DF.Currency
		line_discount_excl_vat: DF.Currency
		line_discount_percent: DF.Percent
		location: DF.Link | None
		order_line: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		price_credited: DF.Currency
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
		quantity: DF.Float
		quantity_credited: DF.Float
		quote_line: DF.Data | None
		sales_account: DF.Link | None
		sales_order: DF.Link | None
		sales_vat_account: DF.Link | None
		system_line: DF.Literal["", "Service Charge"]
		type: DF.Literal["Item", "G/L Account", "Item Charge", "Comment"]
		unit_price: DF.Currency
		uom: DF.Link | None
		vat_amount: DF.Currency
		vat_amount_lcy: DF.Currency
		vat_percent: DF.Percent
		vat_product_group: DF.Link | None
	# end: auto-generated types
	pass

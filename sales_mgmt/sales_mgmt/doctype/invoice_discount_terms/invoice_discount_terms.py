from sales_mgmt.storage.own_rows import OwnRows


class InvoiceDiscountTerms(OwnRows):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.invoice_discount_line.invoice_discount_line import (
			InvoiceDiscountLine,
		)

		code: DF.Data
		description: DF.Data | None
		lines: DF.Table[InvoiceDiscountLine]
	# end: auto-generated types
	pass

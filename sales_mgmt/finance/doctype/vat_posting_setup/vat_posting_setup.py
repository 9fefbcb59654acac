from frappe.model.document import Document


class VATPostingSetup(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		sales_vat_account: DF.Link | None
		vat_business_group: DF.Link
		vat_percent: DF.Percent
		vat_product_group: DF.Link
	# end: auto-generated types
	pass

from frappe.model.document import Document

from sales_mgmt.documents.formulas import check_formula


class PaymentTerms(Document):
	"""When an invoice is due (domain A31)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data | None
		due_date_calculation: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		check_formula(self, "due_date_calculation")

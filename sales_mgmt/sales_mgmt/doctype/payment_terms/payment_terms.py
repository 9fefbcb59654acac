from frappe.model.document import Document

from sales_mgmt.documents.formulas import check_formula


class PaymentTerms(Document):
	"""When an invoice is due (domain A31)."""

	def validate(self) -> None:
		check_formula(self, "due_date_calculation")

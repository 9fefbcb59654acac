from frappe.model.document import Document


class InvoiceDiscountTerms(Document):
	pass

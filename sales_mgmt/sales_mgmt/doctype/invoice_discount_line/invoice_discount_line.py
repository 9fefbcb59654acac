from frappe.model.document import Document


class InvoiceDiscountLine(Document):
	pass

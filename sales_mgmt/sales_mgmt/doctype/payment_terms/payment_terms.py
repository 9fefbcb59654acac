from frappe.model.document import Document


class PaymentTerms(Document):
	pass

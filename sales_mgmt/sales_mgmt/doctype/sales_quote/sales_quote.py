from frappe.model.document import Document


class SalesQuote(Document):
	pass

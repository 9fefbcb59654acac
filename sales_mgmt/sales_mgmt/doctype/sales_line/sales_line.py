from frappe.model.document import Document


class SalesLine(Document):
	pass

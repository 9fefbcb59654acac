from frappe.model.document import Document


class SalesSettings(Document):
	pass

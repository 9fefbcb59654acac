from frappe.model.document import Document


class VATRate(Document):
	pass

from frappe.model.document import Document


class Salesperson(Document):
	pass

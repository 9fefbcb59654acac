from frappe.model.document import Document


class Location(Document):
	pass

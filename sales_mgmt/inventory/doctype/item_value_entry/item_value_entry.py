from frappe.model.document import Document


class ItemValueEntry(Document):
	pass

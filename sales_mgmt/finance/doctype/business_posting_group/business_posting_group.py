from frappe.model.document import Document


class BusinessPostingGroup(Document):
	pass

from frappe.model.document import Document


class ProductPostingGroup(Document):
	pass

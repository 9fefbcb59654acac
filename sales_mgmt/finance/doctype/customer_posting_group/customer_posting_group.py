from frappe.model.document import Document


class CustomerPostingGroup(Document):
	pass

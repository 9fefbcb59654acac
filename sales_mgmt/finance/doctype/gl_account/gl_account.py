from frappe.model.document import Document


class GLAccount(Document):
	pass

from frappe.model.document import Document


class VATProductGroup(Document):
	pass

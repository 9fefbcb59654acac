from frappe.model.document import Document


class CustomerTemplate(Document):
	pass

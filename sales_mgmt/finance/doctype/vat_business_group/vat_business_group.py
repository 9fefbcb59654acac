from frappe.model.document import Document


class VATBusinessGroup(Document):
	pass

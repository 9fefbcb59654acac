from frappe.model.document import Document


class VATEntry(Document):
	pass

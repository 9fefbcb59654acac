from frappe.model.document import Document


class VATPostingSetup(Document):
	pass

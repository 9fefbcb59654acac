from frappe.model.document import Document


class GeneralPostingSetup(Document):
	pass

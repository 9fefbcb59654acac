from frappe.model.document import Document


class InventoryPostingSetup(Document):
	pass

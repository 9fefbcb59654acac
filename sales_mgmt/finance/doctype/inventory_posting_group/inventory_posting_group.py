from frappe.model.document import Document


class InventoryPostingGroup(Document):
	pass

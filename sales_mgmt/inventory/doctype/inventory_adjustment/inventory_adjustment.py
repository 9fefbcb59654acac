from frappe.model.document import Document


class InventoryAdjustment(Document):
	pass

from frappe.model.document import Document


class InventoryAdjustmentLine(Document):
	pass

from frappe.model.document import Document


class ShipmentMethod(Document):
	pass

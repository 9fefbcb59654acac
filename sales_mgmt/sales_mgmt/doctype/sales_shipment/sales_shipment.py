from frappe.model.document import Document


class SalesShipment(Document):
	pass

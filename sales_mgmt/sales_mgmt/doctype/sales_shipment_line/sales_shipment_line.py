from frappe.model.document import Document


class SalesShipmentLine(Document):
	pass

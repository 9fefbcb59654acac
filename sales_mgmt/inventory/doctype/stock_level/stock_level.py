from frappe.model.document import Document


class StockLevel(Document):
	pass

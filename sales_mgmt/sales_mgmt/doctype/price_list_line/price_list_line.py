from frappe.model.document import Document


class PriceListLine(Document):
	pass

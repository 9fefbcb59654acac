from frappe.model.document import Document


class NumberSeries(Document):
	pass

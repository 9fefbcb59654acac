from frappe.model.document import Document


class NumberSeriesLine(Document):
	pass

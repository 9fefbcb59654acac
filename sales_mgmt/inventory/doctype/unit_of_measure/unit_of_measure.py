from frappe.model.document import Document


class UnitofMeasure(Document):
	pass

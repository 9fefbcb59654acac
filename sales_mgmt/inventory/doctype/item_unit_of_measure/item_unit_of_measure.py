from frappe.model.document import Document


class ItemUnitofMeasure(Document):
	pass

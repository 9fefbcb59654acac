from frappe.model.document import Document


class ItemDiscountGroup(Document):
	pass

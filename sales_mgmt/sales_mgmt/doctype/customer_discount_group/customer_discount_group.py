from frappe.model.document import Document


class CustomerDiscountGroup(Document):
	pass

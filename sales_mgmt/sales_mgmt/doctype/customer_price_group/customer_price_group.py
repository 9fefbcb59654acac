from frappe.model.document import Document


class CustomerPriceGroup(Document):
	pass

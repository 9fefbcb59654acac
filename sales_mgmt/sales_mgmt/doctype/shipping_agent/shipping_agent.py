from frappe.model.document import Document


class ShippingAgent(Document):
	pass

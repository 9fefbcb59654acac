from frappe.model.document import Document


class ShippingAgentService(Document):
	pass

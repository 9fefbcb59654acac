from frappe.model.document import Document


class CustomerPayment(Document):
	pass

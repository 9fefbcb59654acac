from frappe.model.document import Document


class CustomerPaymentApplication(Document):
	pass

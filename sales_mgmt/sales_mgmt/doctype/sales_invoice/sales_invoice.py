from frappe.model.document import Document


class SalesInvoice(Document):
	pass

from frappe.model.document import Document


class SalesInvoiceLine(Document):
	pass

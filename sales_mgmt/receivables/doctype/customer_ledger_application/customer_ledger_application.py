from frappe.model.document import Document


class CustomerLedgerApplication(Document):
	pass

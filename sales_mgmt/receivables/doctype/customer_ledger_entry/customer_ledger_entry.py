from frappe.model.document import Document


class CustomerLedgerEntry(Document):
	pass

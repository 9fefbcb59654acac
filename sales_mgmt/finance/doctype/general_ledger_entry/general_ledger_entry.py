from frappe.model.document import Document


class GeneralLedgerEntry(Document):
	pass

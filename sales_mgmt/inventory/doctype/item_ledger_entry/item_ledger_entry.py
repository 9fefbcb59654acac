from frappe.model.document import Document


class ItemLedgerEntry(Document):
	pass

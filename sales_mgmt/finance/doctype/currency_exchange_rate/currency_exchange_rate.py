from frappe.model.document import Document


class CurrencyExchangeRate(Document):
	pass

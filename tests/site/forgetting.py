"""What Frappe keeps of documents beside the database, which may not be so any more once it was rolled back or taken away."""

import frappe

from sales_mgmt.rates.exchange_rates import forget_rates


def forget_documents() -> None:
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	frappe.cache.delete_keys("document_cache")
	frappe.cache.delete_value("user_permissions")
	frappe.local.document_cache = {}
	frappe.db.value_cache.clear()
	forget_rates()

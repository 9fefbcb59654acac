"""Addresses and contacts of customers: who may not see a customer does not see those either.

Frappe keeps whom they belong to in a table of its own (Dynamic Link) and does not look there. One that belongs to
several customers is seen by everybody who may see one of them; one that belongs to no customer is left to Frappe.
"""

import frappe
from frappe.model.document import Document
from frappe.query_builder import DocType

from sales_mgmt.access.user_permissions import allowed_values, escaped, literal

CUSTOMER = "Customer"


def address_conditions(user: str | None = None, doctype: str = "Address") -> str:
	"""Hook `permission_query_conditions` for Address."""
	limit = allowed_values(CUSTOMER, doctype, user)
	if limit is None:
		return ""
	table, link = DocType(doctype), DocType("Dynamic Link")
	of_customers = (
		frappe.qb.from_(link)
		.select(link.parent)
		.where((link.parenttype == doctype) & (link.link_doctype == CUSTOMER))
	)
	allowed = of_customers.where(link.link_name.isin(escaped(limit)))
	condition = table.name.notin(of_customers) | table.name.isin(allowed)
	return literal(condition)


def contact_conditions(user: str | None = None) -> str:
	"""Hook `permission_query_conditions` for Contact."""
	return address_conditions(user, "Contact")


def may_see(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""Hook `has_permission` for Address and Contact."""
	limit = allowed_values(CUSTOMER, doc.doctype, user)
	if limit is None:
		return True
	customers = {link.link_name for link in doc.get("links") or [] if link.link_doctype == CUSTOMER}
	return not customers or bool(customers & limit)

"""Customer templates: what new customers have in common (domain A02).

A template and a customer share every field that both DocTypes have, the admin's custom fields included. A blank field of
a template says nothing: applying it leaves the customer's value alone.
"""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.ownership import save_built
from sales_mgmt.storage.mapping import common_fields
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.apart import apart
from sales_mgmt.transactions.attempt import reason_of

TEMPLATE = "Customer Template"


def shared_fields() -> tuple[str, ...]:
	"""The fields that a template gives to a customer, and a customer to a template."""
	return common_fields("Customer", TEMPLATE)


def list_templates() -> list[dict[str, Any]]:
	"""The templates the user may use: [{name, description}]."""
	return frappe.get_list(TEMPLATE, fields=["name", "description"], order_by="name asc", limit_page_length=0)


def choose_template(template: str | None) -> Document | None:
	"""The template that was asked for; the only one without asking; none where there is none.

	Raises ValidationError that lists the templates if there are several and none was chosen.
	"""
	if template:
		doc = frappe.get_doc(TEMPLATE, template)
		doc.check_permission("read")
		return doc
	names = [row["name"] for row in list_templates()]
	if len(names) > 1:
		frappe.throw(
			said(_("There are several customer templates. Choose one of {0}.")).format(", ".join(names)),
			title=_("Choose a Template"),
		)
	return frappe.get_doc(TEMPLATE, names[0]) if names else None


def fill_from(template: Document, customer: Document) -> None:
	"""Give the customer what the template says. Not saved."""
	for field in shared_fields():
		if template.get(field):
			customer.set(field, template.get(field))
	customer.customer_template = template.name


def apply_to(template: Document, customers: Iterable[str]) -> list[dict[str, Any]]:
	"""Apply a template to customers, each on its own: one that fails keeps none of the others from it.

	Returns [{customer, customer_name, applied, message}], the message saying why not.
	"""
	return [_apply_to_one(template, name) for name in dict.fromkeys(customers)]


def _apply_to_one(template: Document, name: str) -> dict[str, Any]:
	who = {"customer": name, "customer_name": customer_named(name)}
	try:
		with apart():
			customer = frappe.get_doc("Customer", name)
			customer.check_permission("write")
			fill_from(template, customer)
			save_built(customer)
	except (frappe.ValidationError, frappe.PermissionError) as error:
		return {**who, "applied": False, "message": reason_of(error)}
	return {**who, "applied": True, "message": ""}


def template_from(customer: Document, code: str, description: str | None) -> Document:
	"""A new template with everything the customer has that a template can have. Not saved."""
	if frappe.db.exists(TEMPLATE, code):
		frappe.throw(
			said(_("The customer template {0} exists already. Choose another code.")).format(bold(code)),
			frappe.DuplicateEntryError,
		)
	template = frappe.new_doc(TEMPLATE)
	template.update({field: customer.get(field) for field in shared_fields()})
	template.update({"code": code, "description": description or customer.customer_name})
	return template

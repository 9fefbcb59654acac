"""Who may ask for what: a document is only handed out after its permission was checked."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.user_permissions import check_links
from sales_mgmt.incoming.fields import read_document
from sales_mgmt.incoming.unreadable import short
from sales_mgmt.kinds.declared import declared
from sales_mgmt.kinds.line_types import say_types
from sales_mgmt.texts.messages import bold, said

PARTIES = {"customer": "Customer", "bill_to_customer": "Customer", "customer_template": "Customer Template"}
"""Whose terms a document shows: what somebody may not see, no calculation tells."""


def require(doctype: str, permission: str, name: str | None = None) -> None:
	"""Raise PermissionError unless the user has the permission, on one document if `name` is given."""
	if not frappe.has_permission(doctype, permission, name):
		frappe.throw(
			said(_("You need the permission to {0} {1} for this. Ask whoever manages users.")).format(
				_(permission), f"{_(doctype)} {name or ''}".strip()
			),
			frappe.PermissionError,
		)


def allowed(doctype: str, name: str, doctypes: Iterable[str], permission: str) -> Document:
	"""The document, if its DocType is one of `doctypes` and the user has the permission on it. Raises otherwise."""
	check_doctype(doctype, doctypes)
	require(doctype, permission)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission(permission)
	return doc


def allowed_document(values: dict[str, Any], doctypes: Iterable[str]) -> Document:
	"""A document built from what a form sends. New ones need the right to create, stored ones the right to read."""
	doctype = values.get("doctype")
	check_doctype(doctype, doctypes)
	doc = frappe.get_doc(values)
	read_document(doc)
	say_types(doc, declared(doctype).tables, new=doc.is_new())
	name = doc.name
	if name and not doc.get("__islocal") and frappe.db.exists(doctype, name):
		frappe.get_doc(doctype, name).check_permission("read")
	else:
		require(doctype, "create")
	for field, party in PARTIES.items():
		if doc.get(field):
			require(party, "read", doc.get(field))
	if doc.get("contact") and not doc.get("customer"):
		require("Contact", "read", doc.contact)
	check_links(doc)
	return doc


def check_exists(doctype: str) -> None:
	"""Raise DoesNotExistError for a DocType that the site does not have."""
	if not frappe.db.exists("DocType", doctype):
		frappe.throw(
			said(_("There is no document type {0}.")).format(bold(short(doctype))), frappe.DoesNotExistError
		)


def check_doctype(doctype: str | None, doctypes: Iterable[str]) -> None:
	"""Raise ValidationError if an action is not for this DocType."""
	if not isinstance(doctype, str) or doctype not in doctypes:
		possible = ", ".join(_(name) for name in doctypes)
		if not doctype:
			frappe.throw(said(_("Say what it is about: this action is for {0}.")).format(possible))
		frappe.throw(said(_("This action is for {0}, not for {1}.")).format(possible, _(short(doctype))))

"""Post and Send (domain A24): whom a posted document is sent to. The person sends it, from the mail dialog, when the
posting is safely stored."""

from typing import Any

import frappe
from frappe.contacts.doctype.contact.contact import get_default_contact
from frappe.model.document import Document


def draft_message(doc: Document) -> dict[str, Any]:
	"""{recipients, subject} for the mail dialog: the document's contact, else the customer's; customer and number."""
	number = doc.get("posted_no") or doc.name
	return {"recipients": _address(doc) or "", "subject": f"{doc.customer_name} {number}"}


def _address(doc: Document) -> str | None:
	for contact in (doc.get("contact"), get_default_contact("Customer", doc.customer)):
		if contact and (address := frappe.db.get_value("Contact", contact, "email_id")):
			return address
	return None

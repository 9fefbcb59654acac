"""Addresses and contacts are Frappe's own; what somebody types into them is stored as typed all the same.

Frappe sanitises their texts as if they were HTML: "Plads <3" lost its end, "Bolt 5<b & nut a>3" its middle. Here plain texts go
through our own text door instead (`plain.clean`): what is active is cleaned, everything else stays. Fields that hold HTML stay
Frappe's. The names of addresses and contacts can not hold < and >: Frappe refuses those in words.
"""

from functools import partial
from typing import Any

from frappe.model.document import Document
from frappe.utils import escape_html

from sales_mgmt.texts.plain import clean, plain_columns

METHOD = "_sanitize_content"


def keep_as_typed(doc: Document, _event: str | None = None) -> None:
	"""Hook of Address and Contact, on validate: the next thing that Frappe does is to sanitise."""
	doc.__dict__[METHOD] = partial(_sanitise, doc)


def _sanitise(doc: Document) -> None:
	"""Once, in place of Frappe's method, which is asked about everything that is no plain text."""
	doc.__dict__.pop(METHOD, None)
	typed = {name: doc.get(name) for name in plain_columns(doc.meta) if _may_be_cut(doc.get(name))}
	doc._sanitize_content()
	for name, value in typed.items():
		doc.set(name, clean(value))
	if typed:
		doc._validate_length()


def _may_be_cut(value: Any) -> bool:
	return isinstance(value, str) and ("<" in value or ">" in value)


SHOWN_AS_HTML = ("first_name", "last_name", "designation", "address", "address_title")
"""What Frappe's boxes of addresses and contacts on a form put between tags as it is; numbers and mails they escape."""


def shown_values(row: dict[str, Any]) -> dict[str, Any]:
	"""A row of an address or contact for Frappe's boxes on a form."""
	return {
		key: escape_html(value) if key in SHOWN_AS_HTML and value else value for key, value in row.items()
	}

"""Other apps' document events and server scripts are outside too.

They run right after our controller's own step, in the same event. So the owned fields are remembered between the two, and
what was changed in them is put back when the event is over. What such code writes into the database by itself (`db_set`
after the document is stored, SQL) nobody stops: it is code that the admin has installed.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.kinds.declared import declared

WATCHED = frozenset(
	(
		"before_insert",
		"before_naming",
		"autoname",
		"before_validate",
		"validate",
		"before_save",
		"before_submit",
		"after_insert",
		"on_update",
	)
)
"""What happens before a document is stored, and between that and its posting: what is stored is what is posted."""
SCRIPT_EVENTS = {
	"before_insert": "Before Insert",
	"before_validate": "Before Validate",
	"validate": "Before Save",
	"before_save": "Before Save",
	"before_submit": "Before Submit",
	"after_insert": "After Insert",
	"on_update": "After Save",
}
TRUSTED = ("sales_mgmt.", "frappe.")

OwnedState = list[tuple[Document, dict[str, Any]]]


def others_listen(doctype: str, event: str) -> bool:
	"""Whether code that is neither ours nor Frappe's runs in this event of the DocType."""
	hooks = frappe.get_doc_hooks()
	handlers = [name for key in (doctype, "*") for name in hooks.get(key, {}).get(event, [])]
	return any(not name.startswith(TRUSTED) for name in handlers) or _scripted(doctype, event)


def _scripted(doctype: str, event: str) -> bool:
	from frappe.core.doctype.server_script.server_script_utils import get_server_script_map

	return bool((get_server_script_map() or {}).get(doctype, {}).get(SCRIPT_EVENTS.get(event)))


def with_others_watched(doc: Document, event: str, run: Callable[[], Any]) -> Any:
	"""Run an event of the document; owned fields end as our controller left them."""
	controller, remembered = getattr(doc, event, None), []

	def ours(*args: Any, **kwargs: Any) -> Any:
		result = controller(*args, **kwargs) if callable(controller) else None
		remembered.append(_owned_state(doc))
		return result

	doc.__dict__[event] = ours
	try:
		result = run()
	finally:
		doc.__dict__.pop(event, None)
	for state in remembered:
		_restore(doc, state)
	return result


def _owned_state(doc: Document) -> OwnedState:
	rules = declared(doc.doctype)
	state = [(doc, {field.name: doc.get(field.name) for field in rules.owned})]
	for table, rows_are in rules.tables.items():
		owned = declared(rows_are).owned
		state += [(row, {field.name: row.get(field.name) for field in owned}) for row in doc.get(table) or []]
	return state


def _restore(doc: Document, state: OwnedState) -> None:
	known = {id(row): values for row, values in state}
	rules = declared(doc.doctype)
	rows = [row for table in rules.tables for row in doc.get(table) or []]
	for row in (doc, *rows):
		was = known.get(id(row))
		for field in declared(row.doctype).owned:
			# A row that another app has added says nothing that only the server may say.
			value = was[field.name] if was else None
			if row.get(field.name) is not value and row.get(field.name) != value:
				row.set(field.name, value)

"""Update Document: the few things that may still be noted on a posted document whose goods moved (domain 1.2, A26).

Who carries it, by which service, the number of the package, and of a shipment how many there are. It is the only way past the guard of posted documents, and
the timeline says what was before.
"""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from sales_mgmt.documents.as_printed import FIELD, note_carrier
from sales_mgmt.incoming.numbers import read_whole
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.sender import marks
from sales_mgmt.incoming.texts import read_text
from sales_mgmt.incoming.unreadable import Unreadable
from sales_mgmt.masters.carriers import check_service
from sales_mgmt.shipping.packages import SHIPMENT
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.texts.plain import clean

MAY_CHANGE = ("package_tracking_no", "shipping_agent", "shipping_agent_service")
ON_SHIPMENTS = "number_of_packages"
"""Counted when the goods are packed, so known with the shipment or later."""
MOST_PACKAGES = 100_000


def may_change(doctype: str) -> tuple[str, ...]:
	"""The fields that may still be noted on a posted document."""
	return (*MAY_CHANGE, ON_SHIPMENTS) if doctype == SHIPMENT else MAY_CHANGE


def update(doc: Document, values: Mapping[str, Any]) -> Document:
	"""Note `values` on a posted document whose row is locked. Raises ValidationError for any other field."""
	if doc.docstatus != 1:
		frappe.throw(
			said(_("{0} {1} is not posted yet. Change it and save it.")).format(
				_(doc.doctype), bold(doc.name)
			)
		)
	_check_fields(doc, values)
	noted = may_change(doc.doctype)
	before = {field: doc.get(field) for field in noted}
	for field, value in _read(doc, values).items():
		doc.set(field, value)
	_settle_carrier(doc, values)
	_check_values(doc)
	changed = {field: doc.get(field) for field in noted if doc.get(field) != before[field]}
	if changed:
		_write(doc, changed)
		_note(doc, before, changed)
	return doc


def _check_fields(doc: Document, values: Mapping[str, Any]) -> None:
	noted = may_change(doc.doctype)
	others = [field for field in values if field not in noted]
	if others:
		labels = [_(doc.meta.get_label(field)) for field in noted]
		frappe.throw(
			said(_("{0} can not be changed on a posted document. Only these can: {1}.")).format(
				", ".join(f"{_label(doc, field)} ({field})" for field in others), ", ".join(labels)
			)
		)


def _label(doc: Document, field: str) -> str:
	known = doc.meta.get_field(field)
	return _(known.label or field) if known else field


def _read(doc: Document, values: Mapping[str, Any]) -> dict[str, str | int | None]:
	"""The values as texts and numbers. Raises IncomingError for what is none."""
	read, sentences = {}, []
	for field, value in values.items():
		try:
			read[field] = _value(field, value)
		except Unreadable as unreadable:
			sentences.append(told(unreadable, _(doc.meta.get_label(field))))
	refuse_unread(sentences)
	return read


def _value(field: str, value: Any) -> str | int | None:
	if field == ON_SHIPMENTS:
		return read_whole(value, marks()) if value not in (None, "") else 0
	return clean(read_text(value).strip()) or None if value is not None else None


def _settle_carrier(doc: Document, values: Mapping[str, Any]) -> None:
	"""A service belongs to its agent: it names the agent, and goes with it."""
	if "shipping_agent_service" not in values and "shipping_agent" in values:
		doc.shipping_agent_service = None
	if doc.shipping_agent_service and not doc.shipping_agent:
		doc.shipping_agent = frappe.get_cached_value(
			"Shipping Agent Service", doc.shipping_agent_service, "shipping_agent"
		)


def _check_values(doc: Document) -> None:
	for field in may_change(doc.doctype):
		known, value = doc.meta.get_field(field), doc.get(field)
		if field == ON_SHIPMENTS and not 0 <= value <= MOST_PACKAGES:
			frappe.throw(said(_("{0} is a number from 0 to {1}.")).format(_(known.label), MOST_PACKAGES))
		if known.fieldtype == "Link" and value and not frappe.db.exists(known.options, value):
			frappe.throw(said(_("{0} {1} does not exist.")).format(_(known.label), bold(value)))
		if known.length and value and len(value) > known.length:
			frappe.throw(said(_("{0} may have {1} characters at most.")).format(_(known.label), known.length))
	check_service(doc)


def _write(doc: Document, changed: Mapping[str, Any]) -> None:
	"""Past the controller, which refuses everything."""
	doc.modified, doc.modified_by = now(), frappe.session.user
	table = frappe.qb.DocType(doc.doctype)
	query = frappe.qb.update(table).where(table.name == doc.name)
	doc.set(FIELD, note_carrier(doc))
	for field in (*changed, FIELD, "modified", "modified_by"):
		query = query.set(table[field], doc.get(field))
	query.run()
	doc.clear_cache()
	doc.run_method("on_update_after_submit")
	doc.notify_update()


def _note(doc: Document, before: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
	nothing = _("nothing")
	told = [
		said(_("{0} from {1} to {2}")).format(
			_(doc.meta.get_label(field)),
			bold(str(before[field] or nothing)),
			bold(str(value or nothing)),
		)
		for field, value in changed.items()
	]
	doc.add_comment("Info", _("changed {0}").format(", ".join(told)))

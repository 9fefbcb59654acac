"""Update Document: the few things that may still be noted on a posted shipment (domain 1.2, A26).

Who carries it, by which service, and the number of the package. It is the only way past the guard of posted shipments, and
the timeline says what was before.
"""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from sales_mgmt.documents.as_printed import FIELD, note_carrier
from sales_mgmt.documents.carriers import check_service
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.texts.plain import clean

SHIPMENT = "Sales Shipment"
MAY_CHANGE = ("package_tracking_no", "shipping_agent", "shipping_agent_service")


def update(shipment: Document, values: Mapping[str, Any]) -> Document:
	"""Note `values` on a shipment whose row is locked. Raises ValidationError for any other field."""
	_check_fields(shipment, values)
	before = {field: shipment.get(field) for field in MAY_CHANGE}
	for field, value in values.items():
		shipment.set(field, clean(str(value).strip()) or None if value is not None else None)
	_settle_carrier(shipment, values)
	_check_values(shipment)
	changed = {field: shipment.get(field) for field in MAY_CHANGE if shipment.get(field) != before[field]}
	if changed:
		_write(shipment, changed)
		_note(shipment, before, changed)
	return shipment


def _check_fields(shipment: Document, values: Mapping[str, Any]) -> None:
	others = [field for field in values if field not in MAY_CHANGE]
	if others:
		labels = [_(shipment.meta.get_label(field)) for field in MAY_CHANGE]
		frappe.throw(
			said(_("{0} can not be changed on a posted shipment. Only these can: {1}.")).format(
				", ".join(f"{_label(shipment, field)} ({field})" for field in others), ", ".join(labels)
			)
		)


def _label(shipment: Document, field: str) -> str:
	known = shipment.meta.get_field(field)
	return _(known.label or field) if known else field


def _settle_carrier(shipment: Document, values: Mapping[str, Any]) -> None:
	"""A service belongs to its agent: it names the agent, and goes with it."""
	if "shipping_agent_service" not in values and "shipping_agent" in values:
		shipment.shipping_agent_service = None
	if shipment.shipping_agent_service and not shipment.shipping_agent:
		shipment.shipping_agent = frappe.get_cached_value(
			"Shipping Agent Service", shipment.shipping_agent_service, "shipping_agent"
		)


def _check_values(shipment: Document) -> None:
	for field in MAY_CHANGE:
		known, value = shipment.meta.get_field(field), shipment.get(field)
		if known.fieldtype == "Link" and value and not frappe.db.exists(known.options, value):
			frappe.throw(said(_("{0} {1} does not exist.")).format(_(known.label), bold(value)))
		if known.length and value and len(value) > known.length:
			frappe.throw(said(_("{0} may have {1} characters at most.")).format(_(known.label), known.length))
	check_service(shipment)


def _write(shipment: Document, changed: Mapping[str, Any]) -> None:
	"""Past the controller, which refuses everything."""
	shipment.modified, shipment.modified_by = now(), frappe.session.user
	table = frappe.qb.DocType(SHIPMENT)
	query = frappe.qb.update(table).where(table.name == shipment.name)
	shipment.set(FIELD, note_carrier(shipment))
	for field in (*changed, FIELD, "modified", "modified_by"):
		query = query.set(table[field], shipment.get(field))
	query.run()
	shipment.clear_cache()
	shipment.run_method("on_update_after_submit")
	shipment.notify_update()


def _note(shipment: Document, before: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
	nothing = _("nothing")
	told = [
		said(_("{0} from {1} to {2}")).format(
			_(shipment.meta.get_label(field)),
			bold(before[field] or nothing),
			bold(value or nothing),
		)
		for field, value in changed.items()
	]
	shipment.add_comment("Info", _("changed {0}").format(", ".join(told)))

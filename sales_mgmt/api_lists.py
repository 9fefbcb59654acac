"""Actions of lists, calendar and board, beside `sales_mgmt.api`, which offers them under its own name too."""

from datetime import date
from typing import Any

import frappe
from frappe import _

from sales_mgmt.documents import calendar, lifecycle
from sales_mgmt.documents.many import each
from sales_mgmt.permissions import allowed, check_doctype, require

WORKING = ("Sales Quote", "Sales Order", "Sales Return Order")

Names = list | str


@frappe.whitelist(methods=["POST"])
def release_documents(doctype: str, names: Names) -> list[dict[str, Any]]:
	"""Release quotes, orders or return orders, each on its own.

	Returns [{name, ok, message}] in the order of `names`: the status, or every reason why it was not released.
	"""
	return _change_all("release", doctype, names)


@frappe.whitelist(methods=["POST"])
def reopen_documents(doctype: str, names: Names) -> list[dict[str, Any]]:
	"""Reopen quotes, orders or return orders, each on its own. Returns as `release_documents`."""
	return _change_all("reopen", doctype, names)


def _change_all(action: str, doctype: str, names: Names) -> list[dict[str, Any]]:
	check_doctype(doctype, WORKING)
	require(doctype, "write")
	require(doctype, "create")

	def change(name: str) -> str:
		allowed(doctype, name, WORKING, "write")
		# read again under its lock: whoever does the same at this moment has done it by then
		return _(lifecycle.change_status(frappe.get_doc(doctype, name, for_update=True), action))

	return each(_as_list(names), change)


@frappe.whitelist(methods=["GET", "POST"])
def shipment_calendar(
	doctype: str,
	start: str | date,
	end: str | date,
	filters: list | dict | str | None = None,
	field_map: dict | str | None = None,
	fields: list | str | None = None,
) -> list[dict[str, Any]]:
	"""Orders that leave from `start` to `end`, and that the user may see, as Frappe's calendar asks for them.

	Returns [{name, shipment_date, title, tooltip, colour}]; `colour` is one of open, released, late and done. `field_map`
	and `fields` come from the calendar and are not needed.
	"""
	check_doctype(doctype, (calendar.ORDER,))
	require(calendar.ORDER, "read")
	return calendar.shipments(start, end, frappe.parse_json(filters))


@frappe.whitelist(methods=["POST"])
def move_shipment(args: dict | str, field_map: dict | str | None = None) -> str:
	"""Give an order another shipment date, as Frappe's calendar asks for it: {name, shipment_date}. Returns the date.

	Only of an open order. Whatever else is wrong with the change is refused as in the form.
	"""
	values = frappe.parse_json(args)
	doc = allowed(calendar.ORDER, values.get("name"), (calendar.ORDER,), "write")
	return calendar.move(doc, values.get("shipment_date"))


def _as_list(names: Names) -> list[str]:
	chosen = frappe.parse_json(names) if isinstance(names, str) and names[:1] == "[" else names
	return [chosen] if isinstance(chosen, str) else list(chosen or [])

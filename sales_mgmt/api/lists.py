"""Actions of lists, calendar and board, beside `sales_mgmt.api`, which offers them under its own name too."""

from datetime import date
from typing import Any, TypedDict

import frappe
from frappe import _

from sales_mgmt.access.permissions import allowed, check_doctype, require
from sales_mgmt.forms import calendar
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import WORKING
from sales_mgmt.posting.sale.releasing import change_status
from sales_mgmt.transactions.many import each


class MovedShipment(TypedDict):
	name: str
	shipment_date: date | None


@action(methods=["POST"])
def release_documents(doctype: str, names: list[str]) -> list[dict[str, Any]]:
	"""Release quotes, orders or return orders, each on its own.

	Returns [{name, ok, message}] in the order of `names`: the status, or every reason why it was not released.
	"""
	return _change_all("release", doctype, names)


@action(methods=["POST"])
def reopen_documents(doctype: str, names: list[str]) -> list[dict[str, Any]]:
	"""Reopen quotes, orders or return orders, each on its own. Returns as `release_documents`."""
	return _change_all("reopen", doctype, names)


def _change_all(action: str, doctype: str, names: list[str]) -> list[dict[str, Any]]:
	check_doctype(doctype, WORKING)
	require(doctype, "write")
	require(doctype, "create")

	def change(name: str) -> str:
		allowed(doctype, name, WORKING, "write")
		# read again under its lock: whoever does the same at this moment has done it by then
		return _(change_status(frappe.get_doc(doctype, name, for_update=True), action))

	return each(names, change)


@action(methods=["GET", "POST"])
def shipment_calendar(
	doctype: str,
	start: date,
	end: date,
	filters: list | dict | None = None,
	field_map: dict | None = None,
	fields: list | None = None,
) -> list[dict[str, Any]]:
	"""Orders that leave from `start` to `end`, and that the user may see, as Frappe's calendar asks for them.

	Returns [{name, shipment_date, title, tooltip, colour}]; `colour` is one of open, released, late and done. `field_map`
	and `fields` come from the calendar and are not needed.
	"""
	check_doctype(doctype, (calendar.ORDER,))
	require(calendar.ORDER, "read")
	return calendar.shipments(start, end, filters)


@action(methods=["POST"])
def move_shipment(args: MovedShipment, field_map: dict | None = None) -> str:
	"""Give an order another shipment date, as Frappe's calendar asks for it: {name, shipment_date}. Returns the date.

	Only of an open order. Whatever else is wrong with the change is refused as in the form.
	"""
	doc = allowed(calendar.ORDER, args["name"], (calendar.ORDER,), "write")
	return calendar.move(doc, args.get("shipment_date"))

"""Actions of the warehouse, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.incoming.arguments import action
from sales_mgmt.picking.lines import ORDER, chosen
from sales_mgmt.print_formats.pdf import render_together
from sales_mgmt.shipping import packages as tracking
from sales_mgmt.shipping.update import may_change, update
from sales_mgmt.texts.messages import said

MOST_AT_ONCE = 200


@action(methods=["POST"])
def update_document(doctype: str, name: str, values: dict) -> dict[str, str | int | None]:
	"""Note shipping agent, service and package tracking number on a posted shipment, invoice, return receipt or credit memo,
	and nothing else.

	`values`: {field: value}; of a shipment `number_of_packages` too. A field that may not change is refused by its name.
	Returns all that may change as they are now.
	"""
	allowed(doctype, name, tracking.FOLLOWED, "submit")
	doc = update(frappe.get_doc(doctype, name, for_update=True), values)
	return {field: doc.get(field) for field in may_change(doctype)}


@action(methods=["POST"])
def update_shipment(name: str, values: dict) -> dict[str, str | int | None]:
	"""`update_document` of a shipment."""
	return update_document(tracking.SHIPMENT, name, values)


@action(methods=["GET", "POST"])
def track_package(doctype: str, name: str) -> list[dict[str, Any]]:
	"""Where the packages of a posted document can be followed: [{doctype, name, shipment, package_tracking_no,
	shipping_agent, url}]. `doctype` and `name` say whose parcel it is; `shipment` is that name where it is a shipment's.

	Raises ValidationError if there is none, and says whether the number, the agent or its address is missing.
	"""
	doc = allowed(doctype, name, tracking.FOLLOWED, "read")
	if doc.docstatus != 1:
		frappe.throw(said(_("{0} {1} is not posted yet, so nothing is on its way.")).format(_(doctype), name))
	return tracking.packages(doc)


@action(methods=["GET"])
def pick_instruction(orders: list | str) -> None:
	"""Answer with one PDF: the picking lists of exactly these orders. Nothing is changed.

	`orders` is a list of names, or a filter such as SO-00010..SO-00020 or SO-00010|SO-00015.
	"""
	require(ORDER, "print")
	names = _order_names(orders)
	for name in names:
		require(ORDER, "print", name)
	content = render_together(ORDER, names, "Picking List")
	make_access_log(doctype=ORDER, document=", ".join(names)[:140], file_type="PDF", method="Print")
	frappe.local.response.filename = "picking-list.pdf"
	frappe.local.response.filecontent = content
	frappe.local.response.type = "pdf"


def _order_names(orders: list | str) -> list[str]:
	if isinstance(orders, list) and not all(isinstance(name, str) for name in orders):
		frappe.throw(_("No order is chosen. Choose the orders to pick."))
	if isinstance(orders, str):
		rows = frappe.get_list(ORDER, fields=["name"], order_by="name asc", limit_page_length=0)
		names = [row.name for row in chosen(rows, orders)]
	else:
		names = list(dict.fromkeys(orders))
	if not names:
		frappe.throw(_("No order is chosen. Choose the orders to pick."))
	if len(names) > MOST_AT_ONCE:
		frappe.throw(
			said(_("{0} orders are too many to print at once. Choose {1} at most.")).format(
				len(names), MOST_AT_ONCE
			)
		)
	return names

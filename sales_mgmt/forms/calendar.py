"""The calendar of shipment dates: which orders leave on which day (domain A05, dates of an order)."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, formatdate, getdate, nowdate

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.forms.colour import colour_of
from sales_mgmt.incoming.conditions import read_conditions
from sales_mgmt.texts.messages import warn

ORDER = "Sales Order"
FIELDS = (
	"name",
	"customer_name",
	"shipment_date",
	"requested_delivery_date",
	"promised_delivery_date",
	"location",
	"status",
	"shipping_status",
)
REFUSED = {
	"Released": sentence(
		"Order {0} is released. Reopen it before you move it to another day, or change the date on the order."
	),
	"Pending Prepayment": sentence(
		"Order {0} is waiting for a prepayment. Reopen it before you move it to another day."
	),
	"Completed": sentence("Order {0} is completed, so it can not be moved to another day."),
}
"""Orders that are not moved, beyond what the form refuses."""
MOST = 2000
"""A month that has more orders than that is looked at through a filter."""


def shipments(start: str | date, end: str | date, filters: list | dict | None = None) -> list[dict[str, Any]]:
	"""The orders of these days as events of a calendar, in one query. Permissions of the user hold.

	Orders that are shipped in full stay where they were, in the colour of what is done.
	"""
	days = [["shipment_date", "between", [getdate(start), getdate(end)]]]
	found = frappe.get_list(
		ORDER,
		filters=[*read_conditions(ORDER, filters), *days],
		fields=list(FIELDS),
		order_by=f"`tab{ORDER}`.shipment_date asc, `tab{ORDER}`.name asc",
		limit_page_length=MOST + 1,
	)
	if len(found) > MOST:
		found = found[:MOST]
		warn(
			_(
				"There are more orders in these days than the {0} shown here. Filter them, or look at fewer days."
			).format(MOST)
		)
	today = getdate(nowdate())
	return [_event(order, today) for order in {order.name: order for order in found}.values()]


def _event(order: "frappe._dict", today: date) -> dict[str, Any]:
	day = cstr(order.shipment_date)
	return {
		"name": order.name,
		"shipment_date": day,
		"last_day": day,
		"all_day": 1,
		"in_user_time_zone": 0,
		"title": f"{order.name} {order.customer_name}",
		"tooltip": _tooltip(order),
		"colour": colour_of(order.status, order.shipping_status, order.shipment_date, today),
	}


def _tooltip(order: "frappe._dict") -> str:
	lines = [
		f"{order.name} {order.customer_name}",
		f"{_(order.status)}, {_(order.shipping_status)}",
		order.location and _("From {0}").format(order.location),
		order.requested_delivery_date
		and _("Requested for {0}").format(formatdate(order.requested_delivery_date)),
		order.promised_delivery_date
		and _("Promised for {0}").format(formatdate(order.promised_delivery_date)),
	]
	return "\n".join(line for line in lines if line)


def move(doc: Document, to: str | date | None) -> str:
	"""Store another shipment date. What a customer was told is not moved by a hand that slips: reopen it first."""
	if not to:
		frappe.throw(_("Say on which day the order is to be shipped."))
	if doc.status in REFUSED:
		refuse([Finding("not_open", REFUSED[doc.status], (doc.name,))])
	doc.shipment_date = getdate(to)
	doc.save()
	return cstr(doc.shipment_date)

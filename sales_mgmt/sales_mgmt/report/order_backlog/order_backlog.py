"""Order Backlog: what customers have ordered and not got yet, by when it is to ship (domain A01).

Amounts are in local currency without VAT: of every line the part that is not shipped, at the line's price and
discounts and the order's exchange rate. Orders count however little of them is left. One query whatever the number of orders.
"""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder import functions as fn
from frappe.utils import add_days, flt, getdate
from pypika.terms import Term

from sales_mgmt.settings import currency_digits, get_settings
from sales_mgmt.user_permissions import restrict

ORDER = "Sales Order"
LAST_DAYS = (-1, 0, 7, 30)
"""Late, today, the next 7 days, 8 to 30 days, and later: the last day of every period but the open one at the end, counted from today."""
WITHOUT_DATE = len(LAST_DAYS) + 1


def execute(filters: dict[str, Any] | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	rows = backlog(filters.customer, filters.salesperson)
	return _columns(), rows, None, _chart(rows)


def labels() -> list[str]:
	days = _("{0} to {1} Days")
	return [_("Late"), _("Today"), days.format(1, 7), days.format(8, 30), _("Later"), _("Without Date")]


def short_labels() -> list[str]:
	"""Names of the periods that fit under the bars of a small chart, in days."""
	return [_("Late"), _("Today"), "1–7", "8–30", _("Later"), _("Without Date")]


def backlog(customer: str | None = None, salesperson: str | None = None) -> list[dict[str, Any]]:
	"""A row {period, orders, amount, currency} for every period, those without orders too, except that without a date.

	Raises PermissionError if the user may see no orders at all.
	"""
	currency = get_settings().local_currency
	sums = _sums(customer=customer, salesperson=salesperson)
	found = {period: (orders, amount) for period, orders, amount in sums}
	rows = []
	for period, label in enumerate(labels()):
		orders, amount = found.get(period, (0, 0))
		if orders or period != WITHOUT_DATE:
			value = flt(amount, currency_digits(currency))
			rows.append({"period": label, "orders": orders, "amount": value, "currency": currency})
	return rows


def _sums(**of: str | None) -> list[tuple[int, int, float]]:
	"""(period, number of orders, amount not shipped) of the orders that the user may see."""
	order, line = frappe.qb.DocType(ORDER), frappe.qb.DocType("Sales Line")
	period = _period(order.shipment_date)
	query = (
		frappe.qb.from_(order)
		.join(line)
		.on((line.parent == order.name) & (line.parenttype == ORDER))
		.select(
			period.as_("period"),
			fn.Count(order.name).distinct(),
			fn.Sum(line.amount * order.exchange_rate * (line.outstanding_quantity / line.quantity)),
		)
		.where((order.status != "Completed") & (line.outstanding_quantity != 0) & (line.quantity != 0))
		.groupby(period)
	)
	for field, value in of.items():
		if value:
			query = query.where(order[field] == value)
	return restrict(query, ORDER).run()


def _period(day: Term) -> Case:
	case = Case().when(day.isnull(), WITHOUT_DATE)
	for period, days in enumerate(LAST_DAYS):
		case = case.when(day <= add_days(getdate(), days), period)
	return case.else_(len(LAST_DAYS))


def _columns() -> list[dict[str, Any]]:
	return [
		{"fieldname": "period", "label": _("Shipment"), "fieldtype": "Data", "width": 180},
		{"fieldname": "orders", "label": _("Orders"), "fieldtype": "Int", "width": 110},
		{
			"fieldname": "amount",
			"label": _("Amount Not Shipped"),
			"fieldtype": "Currency",
			"options": "currency",
			"width": 180,
		},
		{"fieldname": "currency", "label": _("Currency"), "fieldtype": "Data", "width": 90},
	]


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any]:
	currency = rows[0]["currency"]
	return {
		"data": {
			"labels": short_labels()[: len(rows)],
			"datasets": [{"name": currency, "values": [row["amount"] for row in rows]}],
		},
		"type": "bar",
		"fieldtype": "Currency",
		"options": "currency",
		"currency": currency,
		"colors": ["#449CF0"],
	}

"""Order Backlog: what customers have ordered and not got yet, by when it is to ship (domain A01).

Amounts are in local currency without VAT: of every line the part that is not shipped, at the line's price and
discounts and the order's exchange rate, rounded as the other reports on orders do. Orders count however little of them is left. One query whatever the number of orders.
"""

from typing import Any, TypedDict

from frappe import _
from frappe.query_builder import Case
from frappe.query_builder import functions as fn
from frappe.utils import add_days, getdate
from pypika.terms import Term

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import bars, local_currency
from sales_mgmt.reporting.filters import reads_filters
from sales_mgmt.reporting.visible import at_allowed_locations
from sales_mgmt.settings import get_policy
from sales_mgmt.supply.waiting import LINE, ORDER, lines_under_way, net_of

LAST_DAYS = (-1, 0, 7, 30)
"""Late, today, the next 7 days, 8 to 30 days, and later: the last day of every period but the open one at the end, counted from today."""
WITHOUT_DATE = len(LAST_DAYS) + 1


class Filters(TypedDict, total=False):
	customer: str | None
	salesperson: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
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
	digits, currency = get_policy().local_digits, local_currency()
	sums = _sums(customer=customer, salesperson=salesperson)
	found = {period: (orders, amount) for period, orders, amount in sums}
	rows = []
	for period, label in enumerate(labels()):
		orders, amount = found.get(period, (0, 0))
		if orders or period != WITHOUT_DATE:
			value = float(to_decimal(amount, digits))
			rows.append({"period": label, "orders": orders, "amount": value, "currency": currency})
	return rows


def _sums(**of: str | None) -> list[tuple[int, int, float]]:
	"""(period, number of orders, amount not shipped) of the orders that the user may see."""
	query, order, line = lines_under_way()
	period = _period(order.shipment_date)
	query = (
		query.select(
			period.as_("period"),
			fn.Count(order.name).distinct(),
			fn.Sum(net_of(order, line, line.outstanding_quantity)),
		)
		.where((line.outstanding_quantity != 0) & (line.quantity != 0))
		.groupby(period)
	)
	for field, value in of.items():
		if value:
			query = query.where(order[field] == value)
	return restrict(at_allowed_locations(query, line.location, LINE), ORDER).run()


def _period(day: Term) -> Case:
	case = Case().when(day.isnull(), WITHOUT_DATE)
	for period, days in enumerate(LAST_DAYS):
		case = case.when(day <= add_days(getdate(), days), period)
	return case.else_(len(LAST_DAYS))


def _columns() -> list[column.Column]:
	return [
		column.text("period", _("Shipment"), 180),
		column.count("orders", _("Orders"), 110),
		column.money("amount", _("Amount Not Shipped"), 180),
		column.text("currency", _("Currency"), 90),
	]


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
	return bars(short_labels()[: len(rows)], {local_currency(): [row["amount"] for row in rows]})

"""The exchange rate of a day: the latest one that had started by then (domain A30, 7.5)."""

from datetime import date
from decimal import Decimal

import frappe
from frappe.query_builder import Order

from sales_mgmt.amounts import to_decimal, unit_rate


def rate_on(currency: str, on: date) -> Decimal | None:
	"""Local currency for one unit of `currency` on a day; None where no rate has started. One query per request."""
	known = _known()
	if (currency, on) not in known:
		known[currency, on] = _read(currency, on)
	return known[currency, on]


def forget_rates() -> None:
	"""A rate was changed in this request."""
	_known().clear()


def _known() -> dict[tuple[str, date], Decimal | None]:
	if not hasattr(frappe.local, "exchange_rates"):
		frappe.local.exchange_rates = {}
	return frappe.local.exchange_rates


def _read(currency: str, on: date) -> Decimal | None:
	table = frappe.qb.DocType("Currency Exchange Rate")
	rows = (
		frappe.qb.from_(table)
		.select(table.local_amount, table.exchange_rate_amount)
		.where((table.currency == currency) & (table.starting_date <= on))
		.orderby(table.starting_date, order=Order.desc)
		.limit(1)
		.run()
	)
	return unit_rate(to_decimal(rows[0][0]), to_decimal(rows[0][1])) if rows else None

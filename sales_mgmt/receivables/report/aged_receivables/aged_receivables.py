"""Aged Receivables: what customers owed on a date, by how long it was due (domain A22).

Without a customer one row per customer, in local currency, or per customer and currency in the currencies of the documents;
with a customer its open entries. In local currency the total is the balance of the receivables accounts on that date.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting.as_of import aged_sums, open_on
from sales_mgmt.reporting.buckets import BucketError, Buckets, parse_days
from sales_mgmt.reporting.filters import one_of, reads_filters
from sales_mgmt.reporting.statement import labels
from sales_mgmt.settings import get_settings

LOCAL = "Local Currency"


LOCAL, DUE = "Local Currency", "Due Date"
AMOUNTS_IN = (LOCAL, "Document Currency")
AGE_BY = (DUE, "Posting Date")


class Filters(TypedDict, total=False):
	as_of: date | None
	customer: str | None
	currency: str | None
	amounts_in: str | None
	age_by: str | None
	days: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	buckets = _buckets(filters)
	local = one_of(filters, "amounts_in", AMOUNTS_IN) == LOCAL
	make = _entries if filters.customer else _customers
	rows = make(filters, buckets, local)
	one_currency = len({row["currency"] for row in rows}) == 1
	chart = _chart(rows, buckets) if one_currency else None
	summary = _summary(rows, buckets) if one_currency else None
	return _columns(filters, buckets), rows, None, chart, summary, not one_currency


def _buckets(filters: frappe._dict) -> Buckets:
	try:
		days = parse_days(filters.days)
	except BucketError:
		frappe.throw(_("Enter the days as rising numbers, such as 30, 60, 90."))
	return Buckets(getdate(filters.as_of), days, one_of(filters, "age_by", AGE_BY) == DUE)


def _customers(filters: frappe._dict, buckets: Buckets, local: bool) -> list[dict[str, Any]]:
	sums: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * buckets.count)
	currency = get_settings().local_currency
	for customer, own, bucket, amount, amount_lcy in aged_sums(buckets, currency=filters.currency):
		key = (customer, currency if local else own)
		sums[key][bucket] += to_decimal(amount_lcy if local else amount)
	names = _names(customer for customer, _currency in sums)
	rows = [
		{
			"customer": customer,
			"customer_name": names.get(customer),
			"currency": currency,
			**_amounts(amounts),
		}
		for (customer, currency), amounts in sums.items()
		if any(amounts)
	]
	return sorted(
		rows, key=lambda row: (-row["total"] if local else 0, row["customer_name"] or "", row["currency"])
	)


def _names(customers: Iterable[str]) -> dict[str, str]:
	customer = frappe.qb.DocType("Customer")
	names = sorted(set(customers))
	if not names:
		return {}
	query = frappe.qb.from_(customer).select(customer.name, customer.customer_name)
	return dict(query.where(customer.name.isin(names)).run())


def _entries(filters: frappe._dict, buckets: Buckets, local: bool) -> list[dict[str, Any]]:
	rows = []
	for entry in open_on(buckets.as_of, filters.customer, filters.currency):
		amounts = [Decimal(0)] * buckets.count
		day = (entry.due_date or entry.posting_date) if buckets.by_due_date else entry.posting_date
		amounts[buckets.of(day)] = to_decimal(entry.remaining_amount_lcy if local else entry.remaining_amount)
		rows.append(
			{
				**entry,
				"currency": get_settings().local_currency if local else entry.currency,
				"age": (buckets.as_of - day).days,
				**_amounts(amounts),
			}
		)
	return rows


def _amounts(amounts: list[Decimal]) -> dict[str, float]:
	parts = {f"bucket_{number}": float(amount) for number, amount in enumerate(amounts)}
	return {**parts, "total": float(sum(amounts, Decimal(0)))}


def _short_labels(buckets: Buckets) -> list[str]:
	"""Names of the buckets that fit under the bars of a small chart, in days."""
	texts = []
	for first, last in buckets.ranges:
		if first is None:
			texts.append(_("Not Due"))
		else:
			texts.append(f"{first}–{last}" if last else f"> {first - 1}")
	return texts


def _columns(filters: frappe._dict, buckets: Buckets) -> list[dict[str, Any]]:
	def column(fieldname: str, label: str, fieldtype: str, width: int, **more: Any) -> dict[str, Any]:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	def money(fieldname: str, label: str) -> dict[str, Any]:
		return column(fieldname, label, "Currency", 130, options="currency")

	if filters.customer:
		first = [
			column("posting_date", _("Posting Date"), "Date", 110),
			column("document_type", _("Type"), "Data", 105),
			column("document_name", _("Document"), "Dynamic Link", 130, options="document_doctype"),
			column("posted_no", _("Posted No."), "Data", 110),
			column("due_date", _("Due Date"), "Date", 110),
			column("age", _("Days"), "Data", 70, align="right"),
		]
	else:
		first = [
			column("customer", _("Customer"), "Link", 110, options="Customer"),
			column("customer_name", _("Customer Name"), "Data", 220),
		]
	# Not a Link: reports ask for the right to read what they link to, and currencies are not for everybody to read.
	currency = column("currency", _("Currency"), "Data", 90)
	return [
		*first,
		currency,
		money("total", _("Total")),
		*(money(f"bucket_{number}", label) for number, label in enumerate(labels(buckets))),
	]


def _sums(rows: list[dict[str, Any]], buckets: Buckets) -> list[float]:
	return [
		float(sum((to_decimal(row[f"bucket_{number}"]) for row in rows), Decimal(0)))
		for number in range(buckets.count)
	]


def _chart(rows: list[dict[str, Any]], buckets: Buckets) -> dict[str, Any]:
	return {
		"data": {
			"labels": _short_labels(buckets),
			"datasets": [{"name": rows[0]["currency"], "values": _sums(rows, buckets)}],
		},
		"type": "bar",
		"fieldtype": "Currency",
		"options": "currency",
		"currency": rows[0]["currency"],
		"colors": ["#449CF0"],
	}


def _summary(rows: list[dict[str, Any]], buckets: Buckets) -> list[dict[str, Any]]:
	sums = _sums(rows, buckets)
	total = sum(sums)
	currency = rows[0]["currency"]
	figures = [(_("Total"), total, "Blue")]
	if buckets.by_due_date:
		figures += [(_("Not Due"), sums[0], "Green"), (_("Overdue"), total - sums[0], "Red")]
	return [
		{
			"label": label,
			"value": round(value, 9),
			"datatype": "Currency",
			"currency": currency,
			"indicator": colour,
		}
		for label, value, colour in figures
	]

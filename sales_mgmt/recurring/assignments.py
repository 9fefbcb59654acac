"""Which sets of recurring sales lines customers have on a day. Read with the permissions of the user."""

from collections.abc import Collection
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sales_mgmt.documents.pricing.prices import PRICE_DATE
from sales_mgmt.recurring.choice import OPTIONS, covers
from sales_mgmt.settings import get_settings

ASSIGNMENT, SET = "Customer Recurring Sales Lines", "Recurring Sales Lines"
FIELDS = (
	"name",
	"customer",
	"customer_name",
	"recurring_lines",
	"valid_from",
	"valid_to",
	"payment_method",
	"direct_debit_mandate",
	*OPTIONS.values(),
)


def due(
	on: date, customers: Collection[str] | None = None, codes: Collection[str] | None = None
) -> list[frappe._dict]:
	"""The assignments whose validity covers the day, by customer and code, with `description` and `currency` of their
	set. None means all of them. Two queries."""
	filters: dict = {}
	if customers is not None:
		filters["customer"] = ("in", sorted(customers))
	if codes is not None:
		filters["recurring_lines"] = ("in", sorted(codes))
	rows = frappe.get_list(
		ASSIGNMENT, filters, FIELDS, order_by="customer asc, recurring_lines asc", limit_page_length=0
	)
	rows = [row for row in rows if covers(row.valid_from, row.valid_to, on)]
	return _with_sets(rows)


def _with_sets(rows: list[frappe._dict]) -> list[frappe._dict]:
	names = sorted({row.recurring_lines for row in rows})
	sets = (
		frappe.get_all(SET, {"name": ("in", names)}, ["name", "description", "for_currency"]) if names else []
	)
	known = {each.name: each for each in sets}
	for row in rows:
		row.description = known[row.recurring_lines].description
		row.currency = known[row.recurring_lines].for_currency
	return rows


def in_currency(rows: list[frappe._dict], currency: str) -> list[frappe._dict]:
	"""Those that fit a document in this currency."""
	return [row for row in rows if row.currency in (None, "", currency)]


def day_of(doc: Document) -> date:
	"""The day that decides on a document, which is the one its prices follow."""
	return getdate(doc.get(PRICE_DATE.get(doc.doctype, "document_date")) or nowdate())


def currency_of(customer: str) -> str:
	"""The currency a new document of the customer gets."""
	doc = frappe.get_cached_doc("Customer", customer)
	if doc.bill_to_customer:
		doc = frappe.get_cached_doc("Customer", doc.bill_to_customer)
	return doc.currency or get_settings().local_currency

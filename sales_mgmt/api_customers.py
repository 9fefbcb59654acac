"""Actions of customers, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

import frappe

from sales_mgmt.customers import register, templates
from sales_mgmt.customers.statistics import statistics
from sales_mgmt.permissions import allowed, require


@frappe.whitelist(methods=["GET", "POST"])
def customer_statistics(customer: str) -> dict[str, float | str | None]:
	"""Figures in local currency and the date of the last sale.

	{balance, balance_due, outstanding_orders, shipped_not_invoiced, credit_limit, credit_left, sales_this_year,
	sales_last_year, last_sale, currency}; `credit_left` is None without a limit.
	"""
	return statistics(allowed("Customer", customer, ("Customer",), "read"))


@frappe.whitelist(methods=["GET", "POST"])
def customer_templates() -> list[dict[str, Any]]:
	"""The templates a new customer can be made from: [{name, description}]."""
	require("Customer", "create")
	require("Customer Template", "read")
	return templates.list_templates()


@frappe.whitelist(methods=["POST"])
def new_customer(
	customer_name: str,
	template: str | None = None,
	values: dict | str | None = None,
	address: dict | str | None = None,
	contact: dict | str | None = None,
) -> str:
	"""Make a customer. Returns its name.

	The only template is applied without asking; if there are several, `template` says which. `values` are fields of the
	customer and come before the template. `address`: {address_line1, pincode, city, country, …}. `contact`: {first_name,
	last_name, email, phone}.
	"""
	require("Customer", "create")
	require("Customer Template", "read")
	parts = (frappe.parse_json(part) or {} for part in (values, address, contact))
	return register.register(customer_name, template, *parts).name


@frappe.whitelist(methods=["POST"])
def apply_template(template: str, customers: list | str) -> list[dict[str, Any]]:
	"""Give customers what the template says. Returns [{customer, applied, message}]: one that fails stops no other."""
	doc = allowed("Customer Template", template, ("Customer Template",), "read")
	require("Customer", "write")
	if isinstance(customers, str):
		customers = frappe.parse_json(customers) if customers.startswith("[") else [customers]
	return templates.apply_to(doc, customers)


@frappe.whitelist(methods=["POST"])
def save_as_template(customer: str, code: str, description: str | None = None) -> str:
	"""Make a customer template from a customer's card. Returns its name."""
	doc = allowed("Customer", customer, ("Customer",), "read")
	require("Customer Template", "create")
	return templates.template_from(doc, code, description).insert().name

"""Actions of customers, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.customers import register, templates
from sales_mgmt.forms.customer_figures import statistics
from sales_mgmt.incoming.arguments import action


@action(methods=["GET", "POST"])
def customer_statistics(customer: str) -> dict[str, float | None]:
	"""Figures in local currency and the date of the last sale.

	{balance, balance_due, outstanding_orders, shipped_not_invoiced, credit_limit, credit_left, sales_this_year,
	sales_last_year, last_sale, currency}; `credit_left` is None without a limit.
	"""
	doc = allowed("Customer", customer, ("Customer",), "read")
	require("Customer Ledger Entry", "read")
	return statistics(doc)


@action(methods=["GET", "POST"])
def customer_templates() -> list[dict[str, Any]]:
	"""The templates a new customer can be made from: [{name, description}]."""
	require("Customer", "create")
	require("Customer Template", "read")
	return templates.list_templates()


@action(methods=["POST"])
def new_customer(
	customer_name: str,
	template: str | None = None,
	values: dict | None = None,
	address: dict | None = None,
	contact: dict | None = None,
) -> str:
	"""Make a customer. Returns its name.

	The only template is applied without asking; if there are several, `template` says which. `values` are fields of the
	customer and come before the template. `address`: {address_line1, pincode, city, country, …}. `contact`: {first_name,
	last_name, email, phone}.
	"""
	require("Customer", "create")
	require("Customer Template", "read")
	return register.register(customer_name, template, values or {}, address or {}, contact or {}).name


@action(methods=["POST"])
def apply_template(template: str, customers: list[str]) -> list[dict[str, Any]]:
	"""Give customers what the template says. Returns [{customer, customer_name, applied, message}]: one that fails stops no other."""
	doc = allowed("Customer Template", template, ("Customer Template",), "read")
	require("Customer", "write")
	return templates.apply_to(doc, customers)


@action(methods=["POST"])
def save_as_template(customer: str, code: str, description: str | None = None) -> str:
	"""Make a customer template from a customer's card. Returns its name."""
	doc = allowed("Customer", customer, ("Customer",), "read")
	require("Customer Template", "create")
	return templates.template_from(doc, code, description).insert().name

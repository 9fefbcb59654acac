"""Customers as people call them. Numbers are for programs and for columns of their own."""

import frappe


def customer_named(customer: str) -> str:
	"""The name of a customer, its number where there is no such customer. One query for each customer of a request."""
	return frappe.db.get_value("Customer", customer, "customer_name", cache=True) or customer

"""Actions of price lists and prices, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

import frappe
from frappe import _

from sales_mgmt.access.permissions import allowed, allowed_document, require
from sales_mgmt.documents.pricing import price_lists
from sales_mgmt.documents.pricing.invoice_discount import TERMS
from sales_mgmt.documents.pricing.price_trace import price_trace as trace
from sales_mgmt.forms.pasting import prices_pasted
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import DRAFTS
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, said


@action(methods=["POST"])
def activate_price_list(price_list: str) -> str:
	"""Activate a price list, all its lines included. Returns the status. Raises PostingError (E30) for clashes."""
	return price_lists.set_status(allowed("Price List", price_list, ("Price List",), "write"), "Active")


@action(methods=["POST"])
def verify_price_lines(price_list: str) -> str:
	"""Verify the edited lines of an active price list, so that they are used again. Returns the status."""
	doc = allowed("Price List", price_list, ("Price List",), "write")
	if doc.status != "Active":
		frappe.throw(
			said(_("Price list {0} is not active. Activate it: that verifies its lines too.")).format(
				bold(doc.name)
			)
		)
	return price_lists.set_status(doc, "Active")


@action(methods=["POST"])
def deactivate_price_list(price_list: str) -> str:
	"""Take a price list out of use. Returns the status."""
	return price_lists.set_status(allowed("Price List", price_list, ("Price List",), "write"), "Inactive")


@action(methods=["POST"])
def copy_price_lines(source: str, target: str, factor: float = 1) -> int:
	"""Copy the lines of a price list to another, prices times `factor` (1.15 is 15 % more). Returns how many."""
	origin = allowed("Price List", source, ("Price List",), "read")
	return price_lists.copy_lines(origin, allowed("Price List", target, ("Price List",), "write"), factor)


@action(methods=["POST"])
def paste_price_lines(text: str) -> dict[str, Any]:
	"""Read lines of a price list from a spreadsheet; nothing is stored.

	`text`: rows of item, unit price and, where wanted, minimum quantity and discount in percent, separated by tabs, with or without
	headings. Returns {"lines": [values], "problems": [{row, text, message}]}: every row is either a line or a problem.
	"""
	require("Price List", "write")
	require("Item", "read")
	lines, problems = prices_pasted(text)
	return {"lines": lines, "problems": problems}


@action(methods=["POST"])
def price_trace(doc: dict, row: str) -> list[dict[str, Any]]:
	"""Why the line `row` (its name) has its price: [{list, thing, value, chosen, accepted, reason}]."""
	document = allowed_document(doc, DRAFTS)
	require("Price List", "read")
	line = next((line for line in document.lines if line.name == row), None)
	return trace(document, line) if line else []


@action(methods=["POST"])
def calculate_invoice_discount(doctype: str, name: str) -> float:
	"""Give a document the invoice discount of its customer's terms. Returns the discount amount."""
	doc = allowed(doctype, name, DRAFTS, "write")
	require(doctype, "create")
	if not doc.invoice_discount_terms:
		frappe.throw(
			said(
				_(
					"Customer {0} has no invoice discount terms. Choose them on the customer or on this document."
				)
			).format(bold(customer_named(doc.bill_to_customer)))
		)
	doc.invoice_discount_calculation = TERMS
	doc.save()
	return doc.invoice_discount_amount

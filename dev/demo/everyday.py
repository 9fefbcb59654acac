"""What lies on the desks besides the sale of the day: a quote to somebody who is no customer yet, goods on their shelves,
a subscription, an order of which the rest was given up, a batch with a faulty order in it, a parcel on its way.

Each piece is made once, by whoever does such things in the company, and found again by its own mark.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
from frappe.utils import today

from dev.demo import company
from sales_mgmt import api

OSLO, BERGEN, TRONDHEIM, COUNTER = "C-00001", "C-00002", "C-00003", "C-00009"
TEMPLATE, SET = "DEALER", "WORKSHOP"
SHELVES = {"1000": "A-01-2", "1010": "A-04-1", "1030": "B-02-3", "3000": "C-01-1"}
GROUPS = ("customer_posting_group", "business_posting_group", "vat_business_group")
TRACKED = "NO4417025830"

Make = Callable[[], None]


def pieces() -> list[tuple[str, str, Make]]:
	"""(who, does what, how) of every piece that is not there yet."""
	there = frappe.db.exists
	wanted: list[tuple[Any, str, str, Make]] = [
		(
			frappe.db.exists("Item Shelf", {"parent": ("in", sorted(SHELVES))}),
			company.MANAGER,
			"writes on which shelves the goods lie",
			_shelves,
		),
		(
			there("Recurring Sales Lines", SET),
			company.MANAGER,
			"gives a workshop its monthly lines",
			_recurring,
		),
		(
			there("Customer Template", TEMPLATE),
			company.MANAGER,
			"makes a template for new dealers",
			_template,
		),
		(
			there("Sales Quote", {"your_reference": "Bike fair"}),
			company.CLERK,
			"makes an offer to a visitor of the fair, and keeps its first version",
			_quote,
		),
		(
			there("Sales Order", {"external_document_no": "PO 4471"}),
			company.MANAGER,
			"ships a part of an order and closes the rest",
			_closed_order,
		),
		(
			there("Posting Batch"),
			company.MANAGER,
			"posts a batch; one order does not go through",
			_batch,
		),
	]
	return [(who, does, make) for found, who, does, make in wanted if not found]


def _insert(doctype: str, **values: Any) -> Any:
	return frappe.get_doc({"doctype": doctype, **values}).insert()


def _item(item: str, quantity: float) -> dict[str, Any]:
	return {"type": "Item", "item": item, "quantity": quantity}


def _order(customer: str, *lines: dict[str, Any], **values: Any) -> str:
	name = _insert("Sales Order", customer=customer, lines=list(lines), **values).name
	api.release("Sales Order", name)
	return name


def _shelves() -> None:
	for code, shelf in SHELVES.items():
		item = frappe.get_doc("Item", code)
		item.append("shelves", {"location": "MAIN", "shelf": shelf})
		item.save()


def _recurring() -> None:
	lines = [_item("3000", 48), {"type": "Comment", "description": "As agreed for every month."}]
	_insert("Recurring Sales Lines", code=SET, description="Workshop supplies, monthly", lines=lines)
	_insert(
		"Customer Recurring Sales Lines",
		customer=OSLO,
		recurring_lines=SET,
		valid_from=today(),
		on_orders="Always Ask",
		on_invoices="Automatic",
	)


def _template() -> None:
	like = frappe.get_doc("Customer", OSLO)
	terms = {"payment_terms": "14D", "price_group": "DEALER", "location": "MAIN"}
	groups = {field: like.get(field) for field in GROUPS}
	_insert("Customer Template", code=TEMPLATE, description="New dealer in Norway", **terms, **groups)


def _quote() -> None:
	contact = _insert("Contact", first_name="Silje", last_name="Moen", company_name="Fjellsykkel Voss AS")
	quote = _insert(
		"Sales Quote",
		contact=contact.name,
		customer_template=TEMPLATE,
		your_reference="Bike fair",
		lines=[_item("1000", 20), _item("1010", 10)],
	)
	api.archive_document("Sales Quote", quote.name)
	quote.reload()
	quote.lines[0].quantity = 30
	quote.save()


def _closed_order() -> None:
	name = _order(BERGEN, _item("1000", 10), _item("1010", 2), external_document_no="PO 4471")
	doc = frappe.get_doc("Sales Order", name)
	doc.lines[0].qty_to_ship = 6
	doc.save()
	shipment = api.post("Sales Order", name, ship=True, invoice=True)["shipment"]
	api.update_shipment(shipment, {"package_tracking_no": TRACKED, "shipping_agent": "FJORDFRAKT"})
	api.close_order(name, "The customer needs no more this season.")


def _batch() -> None:
	orders = [_order(customer, _item("3000", 12)) for customer in (OSLO, BERGEN, COUNTER)]
	orders.append(_order(TRONDHEIM, _item("2010", 15)))  # more than there are
	api.post_batch("Sales Order", names=orders, ship=True, invoice=True)

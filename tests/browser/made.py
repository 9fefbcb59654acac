"""Documents in every state that the Desk shows, made elsewhere, each by one call: what tests walk that try every button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from office_day import today
from playwright.sync_api import APIRequestContext
from rest import post

API = "/api/method/sales_mgmt.api"
BELLS = {"type": "Item", "item": "7000", "quantity": 2}
FREIGHT = {"type": "Item Charge", "item_charge": "FREIGHT", "quantity": 1, "unit_price": 90}
PARCEL = {"package_tracking_no": "BACK 7", "shipping_agent": "FJORDFRAKT"}
SET = "BELLS"
Made = tuple[str, str]


class Office:
	"""Somebody who makes documents for one customer, through REST."""

	def __init__(self, requests: APIRequestContext, customer: str) -> None:
		self.requests, self.customer = requests, customer

	def create(self, doctype: str, **values: Any) -> Made:
		return doctype, post(self.requests, f"/api/resource/{doctype}", values)["data"]["name"]

	def ask(self, action: str, **values: Any) -> Any:
		return post(self.requests, f"{API}.{action}", values).get("message")

	def post(self, made: Made, **parts: bool) -> dict[str, str]:
		return self.ask("post", doctype=made[0], name=made[1], **parts)

	def first(self, doctype: str, **filters: Any) -> str | None:
		asked = {"doctype": doctype, "filters": filters, "limit_page_length": 1, "order_by": "creation desc"}
		found = post(self.requests, "/api/method/frappe.client.get_list", asked)["message"]
		return found[0]["name"] if found else None

	def sent_with(self, doctype: str, name: str) -> Made:
		"""Noted that it went with a parcel that can be followed."""
		self.ask("update_document", doctype=doctype, name=name, values=PARCEL)
		return doctype, name

	def value(self, doctype: str, name: str | None, field: str) -> str:
		answer = self.requests.get(f"/api/resource/{doctype}/{name}")
		assert answer.ok, answer.text()
		return answer.json()["data"][field]

	def sale(self, doctype: str, *lines: dict[str, Any], **values: Any) -> Made:
		return self.create(doctype, customer=self.customer, lines=list(lines or [BELLS]), **values)

	# Quotes and orders

	def quote(self) -> Made:
		return self.sale("Sales Quote")

	def open_order(self) -> Made:
		return self.sale("Sales Order", invoice_discount_terms="VOLUME")

	def with_freight(self) -> Made:
		"""Freight that is not assigned to goods yet, so that nothing of it is posted."""
		return self.sale("Sales Order", BELLS, FREIGHT)

	def released_order(self) -> Made:
		made = self.sale("Sales Order")
		self.ask("release", doctype=made[0], name=made[1])
		return made

	def shipped_order(self) -> Made:
		made = self.sale("Sales Order")
		self.post(made, ship=True)
		return made

	def closed_order(self) -> Made:
		made = self.released_order()
		self.ask("close_order", order=made[1], reason="Not wanted")
		return made

	def archived(self) -> Made:
		made = self.sale("Sales Quote")
		self.ask("archive_document", doctype=made[0], name=made[1])
		return "Document Archive", self.first("Document Archive", source_name=made[1]) or ""

	def shipment(self) -> Made:
		made = self.sale("Sales Order")
		return self.sent_with("Sales Shipment", self.post(made, ship=True)["shipment"])

	# Bills

	def draft(self) -> Made:
		return self.sale("Sales Invoice")

	def invoice(self) -> Made:
		made = self.sale("Sales Invoice")
		self.post(made)
		return self.sent_with(*made)

	# Returns

	def return_order(self) -> Made:
		self.invoice()
		return self.sale("Sales Return Order", BELLS, {**BELLS, "quantity": -1})

	def received(self) -> Made:
		made = self.sale("Sales Return Order")
		return self.sent_with("Return Receipt", self.post(made, ship=True)["return_receipt"])

	def memo(self) -> Made:
		"""Of a customer who bought something, and sent something back."""
		self.invoice()
		self.received()
		return self.sale("Sales Credit Memo")

	def posted_memo(self) -> Made:
		self.invoice()
		made = self.sale("Sales Credit Memo")
		self.post(made)
		return self.sent_with(*made)

	def cancelling_memo(self) -> Made:
		return self.sent_with("Sales Credit Memo", self.ask("cancel_invoice", invoice=self.invoice()[1]))

	# Money

	def payment(self) -> Made:
		self.invoice()
		return self.create("Customer Payment", kind="Payment", customer=self.customer, amount=10)

	def posted_payment(self) -> Made:
		invoice = self.invoice()[1]
		values = {"customer": self.customer, "amount": 500, "posting_date": str(today())}
		return "Customer Payment", self.ask("register_payment", apply_to=invoice, **values)

	def application(self) -> Made:
		entry = self.value(*self.posted_payment(), "customer_ledger_entry")
		row = self.first("Customer Ledger Application", credit_entry=entry)
		return "Customer Application", self.value("Customer Ledger Application", row, "application")

	# Masters

	def price_list(self, status: str = "Draft") -> Made:
		# a quantity of its own, so that no two of them clash
		code = uuid4()
		line = {"item": "7000", "unit_price": 90, "minimum_quantity": code.int % 10**6 + 1000}
		made = self.create(
			"Price List",
			code=f"LOST-{code.hex[:8]}",
			applies_to="Customer",
			customer=self.customer,
			lines=[line],
		)
		if status == "Active":
			self.ask("activate_price_list", price_list=made[1])
		return made

	def recurring(self) -> Made:
		if not self.requests.get(f"/api/resource/Recurring Sales Lines/{SET}").ok:
			lines = [{"type": "Item", "item": "7000", "quantity": 10}]
			self.create("Recurring Sales Lines", code=SET, description="Ten bells", lines=lines)
		if not self.first("Customer Recurring Sales Lines", customer=self.customer, recurring_lines=SET):
			self.create("Customer Recurring Sales Lines", customer=self.customer, recurring_lines=SET)
		return "Recurring Sales Lines", SET

	def active_price_list(self) -> Made:
		return self.price_list("Active")

	def card(self) -> Made:
		return "Customer", self.customer


Maker = Callable[[Office], Made]

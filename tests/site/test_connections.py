"""Connections lead from every document of a sale to those before and after it, with their number."""

import frappe
from build import BERGEN, OSLO, buyer, draft, goods, item, order, posted_invoice
from frappe.utils import nowdate
from limited import limited_user
from of_any_frappe import open_counts, unlimited

from dev.demo.company import BILLING, WAREHOUSE
from sales_mgmt import api, linked_documents


def counts(doctype: str, name: str) -> dict[str, int]:
	return open_counts(doctype, name)


def linked(doctype: str, name: str) -> dict[str, set[str]]:
	"""What the form itself names: it counts these from its own fields."""
	doc = frappe.get_doc(doctype, name)
	found = {}
	for other, path in doc.meta.get_dashboard_data().internal_links.items():
		table, field = path if isinstance(path, list) else (None, path)
		rows = doc.get(table) if table else [doc]
		found[other] = {row.get(field) for row in rows} - {None, ""}
	return found


def test_a_sale_from_the_quote_to_the_payment(books):
	customer, code = buyer(), goods(stock=1)
	lines = [{"type": "Item", "item": code, "quantity": 1}]
	quote = frappe.get_doc({"doctype": "Sales Quote", "customer": customer, "lines": lines}).insert().name
	name = api.make_order(quote)
	posted = api.post("Sales Order", name, ship=True, invoice=True)
	payment = api.register_payment(customer, 125, nowdate(), posted["invoice"])

	assert counts("Sales Quote", quote)["Sales Order"] == 1
	assert linked("Sales Order", name)["Sales Quote"] == {quote}
	after = counts("Sales Order", name)
	assert (after["Sales Shipment"], after["Sales Invoice"]) == (1, 1)
	assert linked("Sales Shipment", posted["shipment"])["Sales Order"] == {name}
	assert linked("Sales Invoice", posted["invoice"])["Sales Order"] == {name}
	assert counts("Sales Invoice", posted["invoice"])["Customer Payment"] == 1
	assert linked("Customer Payment", payment)["Sales Invoice"] == {posted["invoice"]}
	of_customer = counts("Customer", customer)
	names = ("Sales Quote", "Sales Order", "Sales Shipment", "Sales Invoice", "Customer Payment")
	assert [of_customer[doctype] for doctype in names] == [1, 1, 1, 1, 1]
	assert counts("Item", code)["Sales Invoice"] == 1


def test_goods_that_come_back(books):
	code = goods()
	doc = draft("Sales Return Order", item(code, 5))
	posted = api.post(doc.doctype, doc.name, ship=True, invoice=True)
	after = counts("Sales Return Order", doc.name)
	assert (after["Return Receipt"], after["Sales Credit Memo"]) == (1, 1)
	assert linked("Return Receipt", posted["return_receipt"])["Sales Return Order"] == {doc.name}
	assert linked("Sales Credit Memo", posted["credit_memo"])["Sales Return Order"] == {doc.name}
	of_item = counts("Item", code)
	names = ("Sales Return Order", "Return Receipt", "Sales Credit Memo")
	assert [of_item[doctype] for doctype in names] == [1, 1, 1]
	assert counts("Customer", doc.customer)["Sales Credit Memo"] >= 1


def test_an_order_counts_each_of_its_partial_shipments(books):
	doc = order(item(goods(stock=2), 2, qty_to_ship=1))
	api.post("Sales Order", doc.name, ship=True)
	api.post("Sales Order", doc.name, ship=True)
	assert counts("Sales Order", doc.name)["Sales Shipment"] == 2


def test_an_invoice_leads_to_its_credit_memo_and_back(books):
	bill = posted_invoice(item(goods(stock=1), 1))
	memo = api.cancel_invoice(bill.name)
	assert counts("Sales Invoice", bill.name)["Sales Credit Memo"] == 1
	assert linked("Sales Credit Memo", memo)["Sales Invoice"] == {bill.name}


def seen_by(user, doctype, name):
	frappe.set_user(user)
	try:
		answer = linked_documents.get_open_count(doctype, name)["count"]
	finally:
		unlimited()
		frappe.set_user("Administrator")
	rows = answer["external_links_found"] if isinstance(answer, dict) else answer
	return {row.get("doctype") or row["name"]: row["count"] for row in rows}


def test_nobody_is_told_how_many_there_are_of_what_they_may_not_read(books):
	customer = buyer()
	doc = order(item(goods(stock=1), 1), customer=customer)
	api.post("Sales Order", doc.name, ship=True, invoice=True)
	warehouse = seen_by(WAREHOUSE, "Customer", customer)
	assert (warehouse["Sales Order"], warehouse["Sales Shipment"]) == (1, 1)
	for kind in (
		"Sales Invoice",
		"Sales Credit Memo",
		"Customer Payment",
		"Customer Ledger Entry",
		"Price List",
	):
		assert kind not in warehouse or permitted_to_read(WAREHOUSE, kind)
	assert "Customer Ledger Entry" not in warehouse and "Sales Invoice" not in warehouse
	assert seen_by(BILLING, "Customer", customer)["Sales Invoice"] == 1
	assert "Sales Invoice" not in seen_by(WAREHOUSE, "Sales Order", doc.name)


def permitted_to_read(user, doctype):
	return frappe.has_permission(doctype, "read", user=user)


def test_user_permissions_hide_their_part_of_the_count(books):
	"""Two orders of an item, one of each customer: who looks after one customer sees one."""
	code = goods()
	order(item(code, 1), customer=OSLO)
	order(item(code, 1), customer=BERGEN)
	of_oslo = limited_user("counts@example.com", Customer=OSLO)
	assert seen_by("Administrator", "Item", code)["Sales Order"] == 2
	assert seen_by(of_oslo, "Item", code)["Sales Order"] == 1


def test_only_what_the_form_offers_is_counted():
	"""The DocTypes to count come from outside."""
	customer = buyer()
	for asked in (["User"], ["Sales Order", "User"], ["No Such"]):
		answer = linked_documents.get_open_count("Customer", customer, asked)["count"]
		unlimited()
		rows = answer["external_links_found"] if isinstance(answer, dict) else answer
		assert {row.get("doctype") or row["name"] for row in rows} <= {"Sales Order"}


def test_frappes_count_is_ours():
	hooks = frappe.get_hooks("override_whitelisted_methods")
	path = "sales_mgmt.linked_documents.get_open_count"
	assert hooks["frappe.desk.notifications.get_open_count"] == [path]

"""Customers: what is known about them, who looks after them, how goods go to them, and when they are blocked."""

import frappe
import pytest
from build import (
	CHAIN,
	DAY,
	LILLEHAMMER,
	adjust,
	buyer,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	posted_invoice,
	quote,
	refused,
)
from frappe.utils import add_days, nowdate

from dev.demo.company import CLERK
from sales_mgmt import api
from sales_mgmt.patches import custom_fields
from sales_mgmt.posting.findings import PostingError


def salesperson(code: str) -> str:
	if not frappe.db.exists("Salesperson", code):
		frappe.get_doc({"doctype": "Salesperson", "code": code}).insert()
	return code


def address(customer: str, **values) -> str:
	links = [{"link_doctype": "Customer", "link_name": customer}]
	doc = {"doctype": "Address", "address_title": customer, "address_type": "Shipping", "links": links}
	doc |= {"address_line1": "Quay 1", "city": "London", "country": "United Kingdom"}
	return frappe.get_doc(doc | values).insert().name


def service(code: str, agent: str, shipping_time: str) -> str:
	if not frappe.db.exists("Shipping Agent", agent):
		frappe.get_doc({"doctype": "Shipping Agent", "code": agent}).insert()
	doc = {"doctype": "Shipping Agent Service", "shipping_agent": agent, "shipping_time": shipping_time}
	return frappe.get_doc({**doc, "code": code}).insert().name


# -- figures ---------------------------------------------------------------------------------------------------------


def test_statistics_by_hand(books):
	"""Invoice 1,000 net, paid 250 of 1,250, overdue since yesterday; order 10 × 100, 4 of them shipped."""
	customer = buyer(credit_limit=5000)
	line = item(goods(price=1000, stock=1), 1)
	yesterday = add_days(nowdate(), -1)
	sold = posted_invoice(line, customer=customer, posting_date=nowdate(), due_date=yesterday)
	api.register_payment(customer, 250, nowdate(), sold.name)
	post(order(item(goods(price=100, stock=10), 10, qty_to_ship=4), customer=customer), ship=True)
	expected = {
		"balance": 1000,
		"balance_due": 1000,
		"outstanding_orders": 750,
		"shipped_not_invoiced": 500,
		"credit_limit": 5000,
		"sales_this_year": 1000,
	}
	assert api.customer_statistics(customer) == expected
	doc = frappe.get_doc("Customer", customer)
	doc.run_method("onload")
	assert doc.get_onload("statistics") == expected


def test_receivables_stand_with_who_is_billed_and_sales_with_who_bought(books):
	chain, shop = api.customer_statistics(CHAIN), api.customer_statistics(LILLEHAMMER)
	line = item(goods(stock=1), 1, unit_price=100, location="MAIN")
	posted_invoice(line, customer=LILLEHAMMER, posting_date=nowdate())
	gained = api.customer_statistics(CHAIN)["balance"] - chain["balance"]
	sold = api.customer_statistics(LILLEHAMMER)["sales_this_year"] - shop["sales_this_year"]
	assert (gained, sold) == (125, 100)


def test_sales_of_another_year_do_not_count(books):
	customer = buyer()
	posted_invoice(item(goods(stock=1), 1), customer=customer, posting_date="2024-12-31")
	assert api.customer_statistics(customer)["sales_this_year"] == 0


@pytest.mark.parametrize(
	"ask",
	[
		lambda: api.customer_statistics("C-00001"),
		lambda: api.customer_templates(),
		lambda: api.new_customer("Nobody"),
		lambda: api.apply_template("NONE", ["C-00001"]),
		lambda: api.save_as_template("C-00001", "NONE"),
	],
)
def test_who_has_no_role_is_refused(ask):
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		ask()


# -- deleting, renaming, merging -------------------------------------------------------------------------------------


def test_s02_6_a_customer_with_a_posted_invoice_can_not_be_deleted(books):
	customer = buyer()
	posted_invoice(item(goods(stock=1), 1), customer=customer)
	with pytest.raises(frappe.LinkExistsError, match="ledger entries"):
		frappe.delete_doc("Customer", customer)
	assert frappe.db.exists("Customer", customer)


def test_s02_6_a_customer_without_entries_is_deleted_with_its_address():
	customer = buyer()
	place = address(customer)
	frappe.delete_doc("Customer", customer)
	assert not frappe.db.exists("Customer", customer)
	assert not frappe.db.exists("Address", place)


def test_a_renamed_customer_goes_on_ordering_and_paying(books):
	customer = buyer()
	doc = order(item(goods(stock=2), 2, qty_to_ship=1), customer=customer)
	sold = post(doc, ship=True, invoice=True).invoice
	renamed = frappe.rename_doc("Customer", customer, f"{customer}-NEW")
	doc.reload()
	assert doc.customer == doc.bill_to_customer == renamed
	assert post(doc, ship=True, invoice=True).invoice
	assert api.customer_statistics(renamed)["balance"] == 250
	api.register_payment(renamed, 125, nowdate(), sold)
	assert api.customer_statistics(renamed)["balance"] == 125


def test_a_merged_customer_brings_its_entries_and_orders(books):
	gone, kept = buyer(), buyer()
	line = item(goods(stock=9), 1)
	for customer in (gone, kept):
		posted_invoice(line, customer=customer)
	open_order = order(line, customer=gone)
	frappe.rename_doc("Customer", gone, kept, merge=True)
	assert not frappe.db.exists("Customer", gone)
	assert api.customer_statistics(kept)["balance"] == 250
	assert api.customer_statistics(kept)["outstanding_orders"] == 125
	open_order.reload()
	assert post(open_order, ship=True, invoice=True).invoice


def test_merging_takes_the_right_to_delete():
	gone, kept = buyer(), buyer()
	frappe.set_user(CLERK)
	with pytest.raises(frappe.PermissionError, match="delete"):
		frappe.rename_doc("Customer", gone, kept, merge=True)


# -- salesperson -----------------------------------------------------------------------------------------------------


def test_s02_7_the_salesperson_of_the_ship_to_address_comes_first():
	customer = buyer(salesperson=salesperson("OF"))
	home = address(customer, is_shipping_address=1)
	london = address(customer, salesperson=salesperson("JO"))
	doc = order(item("1000", 1), customer=customer)
	assert (doc.ship_to_address, doc.salesperson) == (home, "OF")
	edit(doc, None, ship_to_address=london)
	assert doc.salesperson == "JO"
	assert order(item("1000", 1), customer=customer, ship_to_address=london).salesperson == "JO"
	assert quote(item("1000", 1), customer=customer, ship_to_address=london).salesperson == "JO"
	edit(doc, None, ship_to_address=home)
	assert doc.salesperson == "OF"


def test_s02_7_a_salesperson_chosen_together_with_the_address_is_kept():
	customer = buyer(salesperson=salesperson("OF"))
	london = address(customer, salesperson=salesperson("JO"))
	doc = order(item("1000", 1), customer=customer, ship_to_address=london, salesperson="KN")
	assert doc.salesperson == "KN"
	edit(doc, None, your_reference="the same address")
	assert doc.salesperson == "KN"


def test_s02_7_the_form_shows_it_at_once():
	customer = buyer(salesperson=salesperson("OF"))
	london = address(customer, salesperson=salesperson("JO"))
	doc = order(item("1000", 1), customer=customer).as_dict()
	doc.ship_to_address = london
	assert api.calculate(doc, [{"fieldname": "ship_to_address"}])["salesperson"] == "JO"


def test_s03_4_the_salesperson_reaches_the_customer_ledger_entry(books):
	customer = buyer(salesperson=salesperson("OF"))
	sold = posted_invoice(item(goods(stock=1), 1), customer=customer)
	assert frappe.db.get_value("Customer Ledger Entry", {"document_name": sold.name}, "salesperson") == "OF"


def test_the_field_of_addresses_is_made_once_however_often_the_patch_runs():
	custom_fields.execute()
	custom_fields.execute()
	assert frappe.db.count("Custom Field", {"dt": "Address", "fieldname": "salesperson"}) == 1


# -- shipping --------------------------------------------------------------------------------------------------------


def test_s03_2_the_service_fills_the_shipping_time_and_goes_with_the_agent():
	doc = order(item("1000", 1), customer=buyer(shipping_agent="OWN"))
	assert (doc.shipping_agent, doc.shipping_agent_service, doc.shipping_time) == ("OWN", None, None)
	edit(doc, None, shipping_agent_service=service("NEXT", "DHL", "1D"), shipping_agent="DHL")
	assert (doc.shipping_agent, doc.shipping_agent_service, doc.shipping_time) == ("DHL", "NEXT", "1D")
	edit(doc, None, shipping_agent_service=service("SLOW", "DHL", "1W"))
	assert doc.shipping_time == "1W"
	edit(doc, None, shipping_agent="")
	assert not doc.shipping_agent and not doc.shipping_agent_service and not doc.shipping_time
	edit(doc, None, your_reference="saved again")
	assert not doc.shipping_agent and not doc.shipping_agent_service and not doc.shipping_time


@pytest.mark.parametrize("emptied", ["", None])
def test_s03_2_the_form_clears_service_and_time_with_the_agent(emptied):
	service("NEXT", "DHL", "1D")
	doc = order(item("1000", 1), shipping_agent_service="NEXT").as_dict()
	assert (doc.shipping_agent, doc.shipping_time) == ("DHL", "1D")
	doc.shipping_agent = emptied
	answer = api.calculate(doc, [{"fieldname": "shipping_agent"}])
	assert not (answer["shipping_agent"] or answer["shipping_agent_service"] or answer["shipping_time"])
	answer = api.calculate(answer, [{"fieldname": "location"}])
	assert not (answer["shipping_agent"] or answer["shipping_agent_service"] or answer["shipping_time"])


def test_agent_and_service_come_from_the_customer():
	service("NEXT", "DHL", "1D")
	customer = buyer(shipping_agent="DHL", shipping_agent_service="NEXT")
	doc = order(item("1000", 1), customer=customer)
	assert (doc.shipping_agent, doc.shipping_agent_service, doc.shipping_time) == ("DHL", "NEXT", "1D")
	typed = order(item("1000", 1), customer=customer, shipping_time="3D")
	assert typed.shipping_time == "3D"
	other = order(item("1000", 1), customer=customer, shipping_agent="OWN")
	assert (other.shipping_agent, other.shipping_agent_service, other.shipping_time) == ("OWN", None, None)


def test_a_service_of_another_agent_is_refused():
	service("NEXT", "DHL", "1D")
	with pytest.raises(frappe.ValidationError, match="is one of DHL, not of OWN"):
		order(item("1000", 1), shipping_agent="OWN", shipping_agent_service="NEXT")
	with pytest.raises(frappe.ValidationError, match="is one of DHL, not of OWN"):
		buyer(shipping_agent="OWN", shipping_agent_service="NEXT")


def test_a_service_says_its_time_as_a_date_formula():
	with pytest.raises(frappe.ValidationError, match="date formula"):
		service("SOON", "DHL", "soon")


def test_s03_3_the_shipment_method_comes_from_the_customer_and_can_be_changed():
	doc = order(item("1000", 1), customer=buyer(shipment_method="EXW"))
	assert doc.shipment_method == "EXW"
	edit(doc, None, shipment_method="DAP")
	assert doc.shipment_method == "DAP"


# -- blocked ---------------------------------------------------------------------------------------------------------


def block(customer: str, how: str) -> None:
	frappe.get_doc("Customer", customer).update({"blocked": how}).save()


@pytest.mark.parametrize("how", ["", "Ship", "Invoice", "All"])
def test_s41_new_documents(how):
	customer = buyer(blocked=how)
	line = item("1000", 1)
	if how:
		with refused("E09"):
			order(line, customer=customer)
	else:
		assert order(line, customer=customer).name
	if how in ("Invoice", "All"):
		with refused("E09"):
			invoice(line, customer=customer)
	else:
		assert invoice(line, customer=customer).name
	offer = quote(line, customer=customer)
	offer.run_method("onload")
	assert [warning["code"] for warning in offer.get_onload("warnings")] == (["E09"] if how else [])


def test_s41_1_ship_refuses_orders_and_shipments_and_invoices_what_was_shipped(books):
	customer = buyer()
	doc = order(item(goods(stock=2), 2, qty_to_ship=1), customer=customer)
	post(doc, ship=True)
	block(customer, "Ship")
	with refused("E09"):
		order(item("1000", 1), customer=customer)
	with refused("E09"):
		post(doc, ship=True)
	assert post(doc, invoice=True).invoice
	direct = invoice(item(goods(stock=1), 1), customer=customer)
	with refused("E09"):  # it would take goods from the stock
		post(direct)


@pytest.mark.parametrize("how", ["Invoice", "All"])
def test_s41_2_invoice_refuses_even_what_was_shipped_before(how, books):
	customer = buyer()
	doc = order(item(goods(stock=1), 1), customer=customer)
	post(doc, ship=True)
	block(customer, how)
	with refused("E09"):
		post(doc, invoice=True)
	with refused("E09"):
		api.make_invoice("Sales Order", doc.name)


@pytest.mark.parametrize(("how", "accepted"), [("Ship", True), ("Invoice", True), ("All", False)])
def test_s41_3_all_refuses_payments(how, accepted, books):
	customer = buyer()
	sold = posted_invoice(item(goods(stock=1), 1), customer=customer)
	block(customer, how)
	if accepted:
		assert api.register_payment(customer, 125, nowdate(), sold.name)
	else:
		with pytest.raises(PostingError, match="payments included"):
			api.register_payment(customer, 125, nowdate(), sold.name)


@pytest.mark.parametrize("make", [quote, order, invoice])
def test_s41_4_a_blocked_item_gets_on_no_new_line(make):
	code = goods(stock=1, sales_blocked=1)
	with refused("E10"):
		make(item("1000", 1), item(code, 1))
	doc = make(item("1000", 1))
	with refused("E10"):
		doc.append("lines", item(code, 1))
		doc.save()


def test_s41_4_what_was_shipped_of_an_item_blocked_since_is_invoiced(books):
	code = goods()
	adjust((code, 2, 60))
	doc = order(item(code, 2, qty_to_ship=1))
	post(doc, ship=True)
	frappe.get_doc("Item", code).update({"sales_blocked": 1}).save()
	edit(doc, None, your_reference="the line is there already")
	assert api.post("Sales Invoice", api.make_invoice("Sales Order", doc.name))["invoice"]
	with refused("E10"):
		post(doc, ship=True)


def test_an_order_can_not_change_over_to_a_blocked_customer():
	doc = order(item("1000", 1), customer=buyer())
	doc.customer = buyer(blocked="Ship")
	with refused("E09"):
		doc.save()


def test_an_order_that_exists_can_be_looked_after_when_its_customer_is_blocked():
	customer = buyer()
	doc = order(item("1000", 1), customer=customer)
	block(customer, "All")
	edit(doc, None, your_reference="call first")
	assert doc.your_reference == "call first"


def test_an_invoice_for_a_customer_whose_payer_is_blocked_is_refused():
	payer = buyer(blocked="Invoice")
	shop = buyer(bill_to_customer=payer)
	with refused("E09"):
		invoice(item("1000", 1), customer=shop)
	assert order(item("1000", 1), customer=shop, document_date=DAY).name

"""Customers made from templates, and templates made from customers (domain A02)."""

import frappe
import pytest
from build import COMPLETE_ONLY, buyer

from dev.demo.company import CLERK, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.customers.templates import shared_fields

GROUPS = {
	"customer_posting_group": "DOMESTIC",
	"business_posting_group": "DOMESTIC",
	"vat_business_group": "DOMESTIC",
}


@pytest.fixture(autouse=True)
def no_templates(monkeypatch):
	"""Only the templates of the test. Frappe looks up the picture of a new contact on the internet but in imports."""
	frappe.db.delete("Customer Template")
	monkeypatch.setitem(frappe.flags, "in_import", True)


def template(code: str, **values) -> str:
	doc = {"doctype": "Customer Template", "code": code, **GROUPS, **values}
	return frappe.get_doc(doc).insert().name


def customer(name: str):
	return frappe.get_doc("Customer", name)


def linked(doctype: str, name: str):
	filters = [["Dynamic Link", "link_name", "=", name], ["Dynamic Link", "link_doctype", "=", "Customer"]]
	(found,) = frappe.get_all(doctype, filters, pluck="name")
	return frappe.get_doc(doctype, found)


def test_s02_1_two_templates_ask_which():
	template("RETAIL", payment_terms="14D"), template("WORKSHOP", payment_terms="30D")
	with pytest.raises(frappe.ValidationError, match="Choose one of RETAIL, WORKSHOP"):
		api.new_customer("Nordlys Sykkel AS")
	made = customer(api.new_customer("Nordlys Sykkel AS", template="WORKSHOP"))
	assert (made.customer_template, made.payment_terms) == ("WORKSHOP", "30D")


def test_s02_1_one_template_is_applied_without_a_question():
	template("RETAIL", payment_terms="14D", salesperson="KN", credit_limit=5000, prices_include_vat=1)
	made = customer(api.new_customer(" Nordlys Sykkel AS "))
	assert made.customer_name == "Nordlys Sykkel AS"
	assert (made.customer_template, made.payment_terms, made.salesperson) == ("RETAIL", "14D", "KN")
	assert (made.credit_limit, made.prices_include_vat) == (5000, 1)


def test_s02_1_without_templates_the_card_is_blank():
	with pytest.raises(frappe.MandatoryError, match="customer_posting_group"):
		api.new_customer("Nordlys Sykkel AS")
	made = customer(api.new_customer("Nordlys Sykkel AS", values=GROUPS))
	assert (made.payment_terms, made.shipping_advice, made.customer_template) == (None, "Partial", None)


def test_what_is_typed_comes_before_the_template():
	template("RETAIL", payment_terms="14D", salesperson="KN")
	made = customer(
		api.new_customer("Nordlys", values='{"payment_terms": "30D", "name": "X", "doctype": "User"}')
	)
	assert (made.payment_terms, made.salesperson, made.doctype) == ("30D", "KN", "Customer")
	assert made.name != "X"


def test_address_and_contact_are_made_with_the_customer():
	template("RETAIL")
	frappe.set_user(CLERK)
	name = api.new_customer(
		"Nordlys Sykkel AS",
		address={"address_line1": "Havnegata 3", "pincode": "8006", "city": "Bodø", "country": "Norway"},
		contact={
			"first_name": "Liv",
			"last_name": "Moen",
			"email": "liv@nordlys.example",
			"phone": "+47 755 00 000",
		},
	)
	place = linked("Address", name)
	assert (place.address_title, place.city, place.pincode) == ("Nordlys Sykkel AS", "Bodø", "8006")
	assert (place.is_primary_address, place.is_shipping_address) == (1, 1)
	person = linked("Contact", name)
	assert (person.full_name, person.email_id, person.phone) == (
		"Liv Moen",
		"liv@nordlys.example",
		"+47 755 00 000",
	)
	order = frappe.get_doc(
		{
			"doctype": "Sales Order",
			"customer": name,
			"lines": [{"type": "Item", "item": "1000", "quantity": 1}],
		}
	).insert()
	assert order.ship_to_address == order.bill_to_address == place.name


@pytest.mark.parametrize("address", [None, {}, {"country": "Norway"}])
def test_without_an_address_none_is_made(address):
	template("RETAIL")
	name = api.new_customer("Nordlys", address=address, contact={"email": "post@nordlys.example"})
	assert not frappe.db.exists("Dynamic Link", {"parenttype": "Address", "link_name": name})
	assert linked("Contact", name).first_name == "Nordlys"


@pytest.mark.parametrize("missing", ["address_line1", "city"])
def test_half_an_address_is_none(missing):
	template("RETAIL")
	address = {"address_line1": "Havnegata 3", "city": "Bodø", "country": "Norway", missing: ""}
	with pytest.raises(frappe.ValidationError, match="needs a street and a city"):
		api.new_customer("Nordlys", address=address)


def test_a_name_is_needed():
	template("RETAIL")
	with pytest.raises(frappe.ValidationError, match="Enter the name"):
		api.new_customer("  ")


def test_templates_are_listed_for_the_dialog():
	template("WORKSHOP"), template("RETAIL", description="Shops that sell on")
	frappe.set_user(CLERK)
	assert api.customer_templates() == [
		{"name": "RETAIL", "description": "Shops that sell on"},
		{"name": "WORKSHOP", "description": None},
	]


def test_s02_2_apply_to_three_customers():
	name = template("WORKSHOP", payment_terms="30D", credit_limit=7000)
	customers = [buyer(payment_terms="14D", payment_method="CASH") for _ in range(3)]
	assert api.apply_template(name, customers) == [
		{
			"customer": one,
			"customer_name": frappe.db.get_value("Customer", one, "customer_name"),
			"applied": True,
			"message": "",
		}
		for one in customers
	]
	for one in map(customer, customers):
		assert (one.payment_terms, one.credit_limit, one.customer_template) == ("30D", 7000, name)
		assert one.payment_method == "CASH"  # the template says nothing about it


def test_s02_2_one_that_fails_stops_no_other():
	payer = buyer()
	name = template("CHAIN SHOP", bill_to_customer=payer, payment_terms="30D")
	frappe.get_doc("Customer", payer).update({"bill_to_customer": buyer()}).save()
	good, gone = buyer(bill_to_customer=None, payment_terms="14D"), "C-99999"
	frappe.get_doc("Customer", payer).update({"bill_to_customer": None}).save()
	first, second = api.apply_template(name, frappe.as_json([gone, good]))
	assert (first["applied"], second["applied"]) == (False, True)
	assert gone in first["message"]
	assert frappe.local.message_log == []
	assert customer(good).bill_to_customer == payer


def test_a_customer_that_can_not_take_the_template_is_left_as_it_was():
	payer = buyer()
	shop = buyer(bill_to_customer=payer, payment_terms="14D")
	name = template("SHOP", bill_to_customer=shop, payment_terms="30D")
	other = buyer(payment_terms="14D")
	(result,) = api.apply_template(name, [other])
	assert not result["applied"] and "is billed through another customer" in result["message"]
	assert customer(other).payment_terms == "14D"


def test_applying_needs_the_right_to_change_the_customer():
	name, one = template("RETAIL"), buyer()
	frappe.set_user(WAREHOUSE)
	with pytest.raises(frappe.PermissionError):
		api.apply_template(name, [one])


def test_applying_respects_which_customers_somebody_may_see():
	name = template("RETAIL", payment_terms="30D")
	mine, other = buyer(payment_terms="14D"), buyer(payment_terms="14D")
	frappe.get_doc(
		{"doctype": "User Permission", "user": CLERK, "allow": "Customer", "for_value": mine}
	).insert()
	frappe.set_user(CLERK)
	results = api.apply_template(name, [mine, other])
	assert [result["applied"] for result in results] == [True, False]
	frappe.set_user("Administrator")
	assert customer(other).payment_terms == "14D"


def test_save_as_template_and_back():
	like = frappe.get_doc("Customer", COMPLETE_ONLY)
	name = api.save_as_template(COMPLETE_ONLY, "LIKE-TRONDHEIM")
	doc = frappe.get_doc("Customer Template", name)
	assert (doc.payment_terms, doc.shipping_advice, doc.credit_limit) == ("CM", "Complete", 100000)
	assert doc.description == like.customer_name
	made = customer(api.new_customer("Nordlys"))
	assert [made.get(field) or None for field in shared_fields()] == [
		like.get(field) or None for field in shared_fields()
	]
	assert made.tax_id is None and made.customer_name == "Nordlys"
	with pytest.raises(frappe.DuplicateEntryError, match="exists already"):
		api.save_as_template(COMPLETE_ONLY, "LIKE-TRONDHEIM")


def test_saving_a_template_is_the_managers_job():
	frappe.set_user(CLERK)
	with pytest.raises(frappe.PermissionError):
		api.save_as_template(COMPLETE_ONLY, "MINE")


def test_templates_hold_every_field_they_share_with_customers():
	assert {"payment_terms", "salesperson", "shipping_agent_service", "vat_business_group"} <= set(
		shared_fields()
	)
	assert not {"customer_name", "tax_id", "blocked", "naming_series", "code"} & set(shared_fields())


def test_a_custom_field_on_both_travels(monkeypatch):
	region = frappe.get_doc({"doctype": "DocField", "fieldname": "region", "fieldtype": "Data"})
	for doctype in ("Customer", "Customer Template"):
		meta = frappe.get_meta(doctype)
		monkeypatch.setattr(meta, "fields", [*meta.fields, region])
		monkeypatch.setitem(meta._fields, "region", region)
	assert "region" in shared_fields()

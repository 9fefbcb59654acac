"""S05: quotes to customers and to contacts, their validity, and what becomes of them (domain A03)."""

import frappe
import pytest
from build import BERGEN, DAY, OSLO, draft, goods, item, order, post, quote, refused, settings

from dev.demo.company import CLERK
from sales_mgmt import api

GROUPS = ("customer_posting_group", "business_posting_group", "vat_business_group")


@pytest.fixture(autouse=True)
def no_look_up(monkeypatch):
	"""Frappe looks up the picture of a new contact on the internet, but in imports."""
	monkeypatch.setitem(frappe.flags, "in_import", True)


def template(**values) -> str:
	doc = {"doctype": "Customer Template", "code": frappe.generate_hash(length=8)}
	return frappe.get_doc({**doc, **dict.fromkeys(GROUPS, "DOMESTIC"), **values}).insert().name


def contact(**values) -> str:
	"""Somebody who has bought nothing yet, at an address of her own."""
	place = {"address_title": "Fjellrev", "address_line1": "Elvegata 1", "city": "Alta", "country": "Norway"}
	address = frappe.get_doc({"doctype": "Address", "address_type": "Billing", **place}).insert().name
	person = {"first_name": "Sunniva", "last_name": "Berg", "company_name": "Fjellrev Sport"}
	return frappe.get_doc({"doctype": "Contact", **person, "address": address, **values}).insert().name


def to_contact(*lines, **values):
	values = {"contact": contact(), "customer_template": template(payment_terms="30D"), **values}
	return quote(*lines, customer=None, **values)


def convert_to_invoice(name, **options):
	return api.make_invoice("Sales Quote", name, **options)


def test_s05_1_amounts_of_a_quote():
	offer = quote(item(goods(price=125), 8, line_discount_percent=5))
	assert (offer.amount, offer.amount_including_vat) == (950, 1187.5)


def test_s05_2_valid_for_thirty_days():
	settings(quote_validity="30D")
	offer = draft("Sales Quote", item("1000"))
	assert str(offer.document_date) == DAY
	assert str(frappe.utils.getdate(offer.valid_until)) == "2026-04-01"


def test_s05_3_a_contact_without_template_is_refused():
	person = contact()
	with refused("template_missing") as sentences:
		quote(item("1000"), customer=None, contact=person)
	assert "Choose a customer template" in sentences[0]


def test_s05_3_nobody_at_all_is_refused():
	with refused("addressee_missing"):
		quote(item("1000"), customer=None)


def test_s05_3_with_a_template_prices_vat_and_terms_are_those_of_its_groups():
	code = goods(price=100)
	prices = {"doctype": "Price List", "code": frappe.generate_hash(length=8), "price_group": "DEALER"}
	line = {"product_type": "Item", "item": code, "defines": "Price", "unit_price": 90}
	prices = frappe.get_doc({**prices, "applies_to": "Customer Price Group", "lines": [line]}).insert()
	api.activate_price_list(prices.name)
	offer = to_contact(item(code, 2), customer_template=template(payment_terms="30D", price_group="DEALER"))
	assert (offer.lines[0].unit_price, offer.amount, offer.vat_amount) == (90, 180, 45)
	assert (offer.payment_terms, offer.currency, offer.customer_name) == ("30D", "NOK", "Fjellrev Sport")
	assert "Elvegata 1" in offer.ship_to_address_display
	# another template: other groups, other price
	offer.customer_template = template(payment_terms="14D")
	offer.save()
	assert (offer.lines[0].unit_price, offer.payment_terms, offer.price_group) == (100, "14D", None)


def test_s05_3_the_form_computes_the_same_before_saving():
	offer = to_contact(item(goods(price=100), 2))
	values = offer.as_dict() | {"name": "new-sales-quote-1", "__islocal": 1}
	assert api.calculate(values)["amount_including_vat"] == 250


@pytest.mark.parametrize(
	("number", "doctype", "convert"),
	[(4, "Sales Order", api.make_order), (5, "Sales Invoice", convert_to_invoice)],
	ids=["s05_4_order", "s05_5_invoice"],
)
def test_s05_4_5_accepting_makes_the_customer_and_one_document(number, doctype, convert, books):
	offer = to_contact(item(goods(stock=3), 3, unit_price=80), your_reference="Sunniva")
	customers = frappe.db.count("Customer")
	frappe.set_user(CLERK if doctype == "Sales Order" else "Administrator")
	made = frappe.get_doc(doctype, convert(offer.name))
	frappe.set_user("Administrator")
	offer.reload()
	assert frappe.db.count("Customer") == customers + 1
	customer = frappe.get_doc("Customer", made.customer)
	assert (customer.customer_name, customer.customer_template, customer.payment_terms) == (
		"Fjellrev Sport",
		offer.customer_template,
		"30D",
	)
	assert (offer.status, offer.customer, offer.lines[0].unit_price) == ("Ordered", customer.name, 80)
	assert (made.quote, made.bill_to_customer, made.contact) == (offer.name, customer.name, offer.contact)
	assert (made.amount, made.your_reference, made.ship_to_address) == (240, "Sunniva", offer.ship_to_address)
	for party in (frappe.get_doc("Contact", offer.contact), frappe.get_doc("Address", offer.ship_to_address)):
		assert [(link.link_doctype, link.link_name) for link in party.links] == [("Customer", customer.name)]
	assert frappe.get_all(doctype, {"quote": offer.name}, pluck="name") == [made.name]
	post(made, **({"ship": True, "invoice": True} if doctype == "Sales Order" else {}))


def test_s05_4_the_second_quote_of_a_contact_makes_no_second_customer():
	person, code = contact(), goods()
	offers = [to_contact(item(code), contact=person) for _ in range(2)]
	first, second = (frappe.get_doc("Sales Order", api.make_order(offer.name)) for offer in offers)
	assert first.customer == second.customer
	# and a quote to the contact is one to its customer from now on
	assert quote(item(code), customer=None, contact=person).customer == first.customer


def test_s05_4_who_may_not_make_customers_can_not_make_one_by_a_quote():
	offer = to_contact(item("1000"))
	frappe.db.delete("DocPerm", {"parent": "Customer", "role": "Sales User"})
	frappe.clear_cache(doctype="Customer")
	frappe.set_user(CLERK)
	try:
		with pytest.raises(frappe.PermissionError, match="Customer"):
			api.make_order(offer.name)
	finally:
		frappe.db.rollback()
		frappe.clear_cache(doctype="Customer")


@pytest.mark.parametrize("convert", [api.make_order, convert_to_invoice])
def test_a_contact_of_several_customers_is_a_question(convert):
	offer = to_contact(item("1000"))
	person = frappe.get_doc("Contact", offer.contact)
	for name in (OSLO, BERGEN):
		person.append("links", {"link_doctype": "Customer", "link_name": name})
	person.save()
	with refused("several_customers"):
		convert(offer.name)


def test_a_quote_to_a_contact_is_copied_to_quotes_only():
	offer = to_contact(item("1000", 2, unit_price=80))
	again = frappe.get_doc("Sales Quote", api.copy_document("Sales Quote", offer.name, "Sales Quote"))
	assert (again.customer, again.contact, again.customer_template) == (
		None,
		offer.contact,
		offer.customer_template,
	)
	assert (again.amount, again.vat_amount) == (160, 40)
	with refused("customer_missing"):
		api.copy_document("Sales Quote", offer.name, "Sales Order")


def test_a_quote_to_a_contact_can_be_printed_and_released():
	offer = to_contact(item("1000"))
	assert api.release("Sales Quote", offer.name) == "Released"
	assert "Fjellrev Sport" in frappe.get_print("Sales Quote", offer.name)


@pytest.mark.parametrize("convert", [api.make_order, convert_to_invoice])
def test_an_expired_quote_is_converted_only_when_confirmed(convert):
	yesterday = frappe.utils.add_days(frappe.utils.nowdate(), -1)
	offer = quote(item("1000"), document_date=yesterday, valid_until=yesterday)
	with refused("expired_quote") as sentences:
		convert(offer.name)
	assert frappe.utils.formatdate(yesterday) in sentences[0] and "Confirm" in sentences[0]
	assert convert(offer.name, confirmed=True)


def test_a_quote_holds_on_its_last_day():
	assert api.make_order(quote(item("1000"), valid_until=frappe.utils.nowdate()).name)


def test_s05_6_a_quote_takes_nothing_from_what_is_available():
	code = goods(stock=100)

	def available():
		doc = order(item(code))
		doc.run_method("onload")
		figures = doc.get("__onload")["availability"][doc.lines[0].name]
		frappe.delete_doc("Sales Order", doc.name)
		return figures["available"]

	assert available() == 100
	offer = quote(item(code, 50))
	assert available() == 100
	api.release("Sales Quote", offer.name)
	assert available() == 100


@pytest.mark.parametrize("policy", ["Never", "Question", "Always"])
@pytest.mark.parametrize("answer", [False, True])
@pytest.mark.parametrize("reason", ["Converted", "Lost", "Deleted"])
def test_s05_7_versions_as_the_settings_and_the_person_say(policy, answer, reason):
	settings(archive_quotes=policy)
	offer = quote(item("1000", 7))
	if reason == "Converted":
		api.make_order(offer.name, archive=answer)
	elif reason == "Lost":
		api.mark_lost(offer.name, "Too dear", archive=answer)
	else:
		frappe.delete_doc("Sales Quote", offer.name, flags={"archive": answer})
	own = {"source_name": offer.name, "source_creation": offer.creation}
	kept = frappe.get_all("Document Archive", own, ["reason", "status"])
	expected = {"Never": [], "Question": [reason] if answer else [], "Always": [reason]}[policy]
	assert [version["reason"] for version in kept] == expected
	assert [version["status"] for version in kept] == ["Open"] * len(expected)


def test_a_quote_does_not_end_before_its_own_date():
	with refused("valid_until") as sentences:
		quote(item("1000"), document_date="2026-03-10", valid_until="2026-03-09")
	assert "can not end on" in sentences[0]
	doc = quote(item("1000"), document_date="2026-03-10", valid_until="2026-03-10")
	doc.document_date, doc.valid_until = "2026-03-12", "2026-03-11"
	with refused("valid_until"):
		doc.save()

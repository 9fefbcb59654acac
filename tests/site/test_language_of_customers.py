"""The language of a new customer follows its country, on every road; what somebody chose stays."""

import frappe
import pytest
from build import OSLO, buyer, item, posted_invoice
from of_any_frappe import first_used
from printed import pages

from sales_mgmt import api
from sales_mgmt.customers.language import language_of_country
from sales_mgmt.customers.prospects import customer_from_contact
from sales_mgmt.print_formats.pdf import render_pdf

GROUPS = {
	"customer_posting_group": "DOMESTIC",
	"business_posting_group": "DOMESTIC",
	"vat_business_group": "DOMESTIC",
}
TERMS = {**GROUPS, "payment_terms": "14D", "payment_method": "BANK", "location": "MAIN"}


NORWEGIAN = ["no", "nb", "nn"]


def language(customer):
	return frappe.db.get_value("Customer", customer, "language")


def customer(**values):
	return (
		frappe.get_doc({"doctype": "Customer", "customer_name": "Fjell AS", **TERMS, **values}).insert().name
	)


def address(country, *customers, **values):
	links = [{"link_doctype": "Customer", "link_name": name} for name in customers]
	street = {"address_title": "Fjell", "address_type": "Billing", "address_line1": "Gata 1", "city": "Byen"}
	return frappe.get_doc(
		{"doctype": "Address", **street, "country": country, "links": links, **values}
	).insert()


@pytest.mark.parametrize(
	("country", "expected"),
	[
		("Norway", NORWEGIAN),
		("Sweden", ["sv"]),
		("Germany", ["de"]),
		("Brazil", ["pt-BR", "pt"]),
		("United States", ["en-US", "en"]),
		(None, []),
	],
)
def test_the_language_of_a_country_is_one_that_the_site_has(country, expected):
	assert language_of_country(country) == first_used(*expected)
	for name in expected:  # one after the other goes out of use, and the next one is taken
		frappe.db.set_value("Language", name, "enabled", 0)
		assert language_of_country(country) == first_used(*expected)


@pytest.mark.parametrize(("country", "expected"), [("Norway", "no"), ("Sweden", "sv"), ("Germany", "de")])
def test_a_language_that_the_site_takes_into_use_counts(country, expected):
	frappe.db.set_value("Language", expected, "enabled", 1)
	assert language_of_country(country) == expected


def test_a_language_that_the_site_does_not_use_is_passed_over():
	frappe.db.set_value("Language", "fi", "enabled", 0)
	frappe.db.set_value("Language", "sv", "enabled", 1)
	assert language_of_country("Finland") == "sv"
	frappe.db.set_value("Language", "sv", "enabled", 0)
	assert language_of_country("Finland") is None


def test_in_one_step_the_address_says_the_language():
	home = {"address_line1": "Gata 1", "city": "Oslo"}
	made = api.new_customer("Fjell AS", values=TERMS, address=home)
	assert language(made) == first_used(*NORWEGIAN)  # the country of the company
	abroad = api.new_customer("Berg AB", values=TERMS, address={**home, "country": "Sweden"})
	assert language(abroad) == "sv"
	typed = api.new_customer("Hill Ltd", values={**TERMS, "language": "en"}, address=home)
	assert language(typed) == "en"
	assert language(api.new_customer("Nobody Knows", values=TERMS)) is None


def test_a_customer_of_its_own_waits_for_its_first_address():
	made = customer()
	assert not language(made)
	address("Norway", made)
	assert language(made) == first_used(*NORWEGIAN)
	address("Sweden", made, address_title="Second")
	assert language(made) == first_used(*NORWEGIAN)


def test_an_address_that_is_linked_later_counts_and_saving_it_again_does_not():
	made = customer()
	place = address("Norway")
	place.append("links", {"link_doctype": "Customer", "link_name": made})
	place.save()
	assert language(made) == first_used(*NORWEGIAN)
	frappe.db.set_value("Customer", made, "language", "")
	place.reload()
	place.city = "Bergen"
	place.save()
	assert not language(made)


def test_what_was_typed_stays():
	made = customer(language="en")
	address("Norway", made)
	assert language(made) == "en"


def test_a_new_customer_is_not_given_the_language_of_the_site():
	assert frappe.new_doc("Customer").language is None
	assert frappe.new_doc("Customer", as_dict=True).get("language") is None  # what imports begin with
	begun = frappe.new_doc("Customer")
	begun.update({"customer_name": "Fjell AS", **TERMS})
	assert not language(begun.insert().name)
	assert frappe.copy_doc(frappe.get_doc("Customer", OSLO)).language == "en"


def test_a_contact_that_becomes_a_customer_speaks_the_language_of_its_address():
	place = address("Norway")
	person = frappe.get_doc({"doctype": "Contact", "first_name": "Ida", "address": place.name}).insert()
	template = frappe.get_doc(
		{"doctype": "Customer Template", "code": "T-LANG", "description": "x", **TERMS}
	).insert()
	assert language(customer_from_contact(person.name, template.name)) == first_used(*NORWEGIAN)


def test_paper_of_a_customer_without_a_language_is_that_of_the_site_whoever_prints():
	doc = posted_invoice(item("5000", 1), customer=buyer(language=None))
	frappe.local.lang = "no"
	assert "Please pay" in pages(render_pdf("Sales Invoice", doc.name))[0]

"""A new customer on the Desk: no language is filled in, so that it follows the country."""

import pytest
from playwright.sync_api import expect

from dev.demo.company import MANAGER


@pytest.mark.parametrize("path", ["customer", "customer-template"])
def test_the_form_begins_without_the_language_of_the_site(somebody, path):
	manager = somebody(MANAGER)
	manager.go(path, "new")
	expect(manager.field("language").first).to_be_attached()
	assert not manager.page.evaluate("() => cur_frm.doc.language")
	assert manager.page.evaluate("() => cur_frm.is_new()")


@pytest.fixture
def templates_without_language(elsewhere):
	"""The only template is used without a question, and those that other journeys left have languages of their own."""
	requests = elsewhere(MANAGER)
	for template in requests.get("/api/resource/Customer Template?limit_page_length=0").json()["data"]:
		path = f"/api/resource/Customer Template/{template['name']}"
		assert requests.put(path, data={"language": None}).ok


@pytest.mark.usefixtures("templates_without_language")
def test_a_customer_made_in_one_step_speaks_the_language_of_its_country(somebody):
	"""The dialog sends nothing of the site's language, and shows the country of the company."""
	manager = somebody(MANAGER)
	manager.go("customer")
	manager.page.evaluate("() => frappe.new_doc('Customer')")
	dialog = manager.dialog
	dialog.wait_for()
	manager.at_rest()
	dialog.locator("[data-fieldname=customer_name] input").fill("Nordlys Sport AS")
	dialog.locator("[data-fieldname=address_line1] input").fill("Gata 1")
	dialog.locator("[data-fieldname=city] input").fill("Bodø")
	for name, value in (
		("customer_posting_group", "DOMESTIC"),
		("business_posting_group", "DOMESTIC"),
		("vat_business_group", "DOMESTIC"),
	):
		field = dialog.locator(f".frappe-control[data-fieldname={name}]")
		if field.count():
			manager.choose(field, value)
	template = dialog.locator("[data-fieldname=template] select")
	if template.count():
		template.select_option(index=1)
	manager.press_in_dialog("Save")
	manager.page.wait_for_function(
		"() => cur_frm && !cur_frm.is_new() && cur_frm.doc.customer_name === 'Nordlys Sport AS'"
	)
	assert manager.page.evaluate("() => cur_frm.doc.language") in ("no", "nb")  # as Frappe 16 calls it

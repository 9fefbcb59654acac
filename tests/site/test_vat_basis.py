"""What was typed stays the same money when "Prices Including VAT" changes on a draft (domain A30).

GOODS at 25 %: 100 without VAT are 125 with it; 99.99 with it are 79.992 without.
"""

import json

import frappe
import frappe.desk.form.save
import pytest
from build import HAMBURG, INGRID, account, buyer, draft, edit, goods, invoice, item, order, quote

from sales_mgmt import api
from sales_mgmt.api import prices as api_prices

KINDS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order")
INCLUDING, EXCLUDING = {"prices_include_vat": 1}, {"prices_include_vat": 0}


def prices(doc):
	return [line.unit_price for line in doc.lines]


@pytest.mark.parametrize("doctype", KINDS)
def test_a_typed_price_is_converted_and_a_found_one_looked_up_again(doctype):
	"""2 x 80 typed, 1 x 100 of the card, 1 x 40 to an account: 300 without VAT, 375 with it, whichever way it is written."""
	code = goods(100)
	doc = draft(doctype, item(code, 2, unit_price=80), item(code, 1), account("3900", 1, 40))
	assert (doc.amount, doc.amount_including_vat) == (300, 375)
	edit(doc, None, **INCLUDING)
	assert prices(doc) == [100, 125, 50]
	assert (doc.amount, doc.amount_including_vat) == (300, 375)
	assert [line.price_origin for line in doc.lines][:2] == ["Typed", "Search"]
	edit(doc, None, **EXCLUDING)
	assert prices(doc) == [80, 100, 40]
	assert (doc.amount, doc.amount_including_vat) == (300, 375)


def test_it_keeps_five_decimals_or_as_many_as_were_typed():
	"""99.99 / 1.25 = 79.992; 33.33333 / 1.25 = 26.666664, five decimals of it; 0.1234567 / 1.25 = 0.09876536, seven."""
	code = goods(100)
	typed = [item(code, 1, unit_price=price) for price in (99.99, 33.33333, 0.1234567)]
	doc = order(*typed, **INCLUDING)
	edit(doc, None, **EXCLUDING)
	assert prices(doc) == [79.992, 26.66666, 0.0987654]


def test_a_price_list_leads_again():
	"""90 without VAT are agreed, and 110 with VAT: taken out that is 88, which is better. With VAT it is 110, not 112.5."""
	code = goods(100)
	for number, (price, including) in enumerate(((90, 0), (110, 1))):
		line = {"product_type": "Item", "item": code, "defines": "Price", "unit_price": price}
		agreed = {"code": f"V{number}{code[-6:]}", "applies_to": "All Customers", "lines": [line]}
		values = {"doctype": "Price List", "prices_include_vat": including, **agreed}
		api_prices.activate_price_list(frappe.get_doc(values).insert().name)
	doc = order(item(code, 1))
	assert prices(doc) == [88]
	edit(doc, None, **INCLUDING)
	assert prices(doc) == [110]


def test_an_agreed_price_of_a_quote_is_converted():
	offer = quote(item(goods(100), 1, unit_price=80))
	doc = frappe.get_doc("Sales Order", api.make_order(offer.name))
	edit(doc, None, **INCLUDING)
	assert [(line.unit_price, line.price_origin) for line in doc.lines] == [(100, "Sales Quote")]


@pytest.mark.parametrize("origin", [{}, {"unit_price": 1000}])
def test_a_typed_discount_amount_is_converted(origin):
	"""12.34 of 1,000 are 15.43 (12.34 x 1.25 = 15.425) of 1,250, also where the price itself is found."""
	doc = order(item(goods(1000), 1, line_discount_amount=12.34, **origin))
	edit(doc, None, **INCLUDING)
	(line,) = doc.lines
	assert (line.unit_price, line.line_discount_amount, line.line_amount) == (1250, 15.43, 1234.57)


def test_a_typed_percentage_stays_and_its_amount_follows():
	"""12.5 % of 33.30 are 4.16; of 41.63 (33.30 x 1.25 = 41.625) they are 5.20."""
	doc = order(item(goods(100), 1, unit_price=33.3, line_discount_percent=12.5))
	assert doc.lines[0].line_discount_amount == 4.16
	edit(doc, None, **INCLUDING)
	(line,) = doc.lines
	assert (line.unit_price, line.line_discount_percent, line.line_discount_amount) == (41.625, 12.5, 5.2)


def test_a_typed_discount_of_the_document_is_converted():
	"""100 over 600 at 25 % and 400 at 15 %: 60 and 40, with VAT 75 and 46."""
	food = goods(400, vat_product_group="FOOD")
	doc = order(item(goods(600), 1), item(food, 1), invoice_discount_amount=100)
	assert [line.vat_percent for line in doc.lines] == [25, 15]
	assert (doc.amount, doc.vat_amount) == (900, 189)
	edit(doc, None, **INCLUDING)
	assert (doc.invoice_discount_amount, doc.amount_including_vat) == (121, 1089)


@pytest.mark.parametrize("groups", [{"vat_business_group": "EXPORT"}, {"vat_product_group": "ZERO"}])
def test_without_vat_nothing_changes(groups):
	header = {key: value for key, value in groups.items() if key == "vat_business_group"}
	line = {key: value for key, value in groups.items() if key == "vat_product_group"}
	doc = order(item(goods(100), 1, unit_price=80, line_discount_amount=5, **line), **header)
	assert doc.vat_amount == 0
	edit(doc, None, **INCLUDING)
	(line,) = doc.lines
	assert (line.unit_price, line.line_discount_amount, doc.amount_including_vat) == (80, 5, 75)


def test_reverse_charge_leaves_it():
	setup = frappe.get_doc(
		"VAT Posting Setup", {"vat_business_group": "DOMESTIC", "vat_product_group": "STANDARD"}
	)
	setup.update({"vat_calculation": "Reverse Charge"} if setup.meta.has_field("vat_calculation") else {})
	field = next(field.fieldname for field in setup.meta.fields if "Reverse Charge" in (field.options or ""))
	setup.set(field, "Reverse Charge")
	setup.save()
	doc = order(item(goods(100), 1, unit_price=80))
	edit(doc, None, **INCLUDING)
	assert (prices(doc), doc.vat_amount) == ([80], 0)


def test_what_is_typed_together_with_the_change_is_meant_so():
	doc = order(item(goods(100), 1, unit_price=80), item(goods(100), 1, unit_price=80))
	sent = frappe.parse_json(frappe.as_json(frappe.client.get(doc.doctype, doc.name)))
	sent["prices_include_vat"] = 1
	sent["lines"][0]["unit_price"] = 95
	sent["lines"].append(item(goods(100), 1, unit_price=60))
	frappe.client.save(sent)
	doc.reload()
	assert prices(doc) == [95, 100, 60]


def test_vat_is_taken_out_at_the_rate_it_was_in_and_added_at_the_rate_that_holds():
	"""100 and 25 of VAT become an export with prices including VAT: 100 stay. 125 with VAT become an export without: 100."""
	doc = order(item(goods(100), 1, unit_price=100))
	edit(doc, None, **INCLUDING, vat_business_group="EXPORT")
	assert prices(doc) == [100]
	doc = order(item(goods(100), 1, unit_price=125), **INCLUDING)
	edit(doc, None, **EXCLUDING, vat_business_group="EXPORT")
	assert prices(doc) == [100]


def test_another_customer_whose_prices_include_vat():
	"""The item is priced for the new customer; what was typed for an account is the same money."""
	doc = order(item(goods(100), 1, unit_price=80), account("3900", 1, 40))
	edit(doc, None, customer=INGRID)
	assert (doc.prices_include_vat, prices(doc)) == (1, [125, 50])


def test_in_a_foreign_currency():
	"""80.01 EUR are 100.0125 EUR with VAT of 25 %."""
	doc = order(item(goods(100), 1, unit_price=80.01), customer=HAMBURG, vat_business_group="DOMESTIC")
	edit(doc, None, **INCLUDING)
	assert (doc.currency, prices(doc)) == ("EUR", [100.0125])


def test_the_form_converts_once():
	"""The form is told 100; then somebody types 80 with VAT, which is the number that is stored, and saves."""
	doc = order(item(goods(100), 1, unit_price=80))
	sent = {**doc.as_dict(convert_dates_to_str=True), **INCLUDING}
	answer = api.calculate(sent, [{"fieldname": "prices_include_vat"}])
	assert [line["unit_price"] for line in answer["lines"]] == [100]
	again = api.calculate({**answer, **EXCLUDING}, [{"fieldname": "prices_include_vat"}])
	assert [line["unit_price"] for line in again["lines"]] == [80]
	answer["lines"][0]["unit_price"] = 80
	answer = api.calculate(answer, [{"row": doc.lines[0].name, "fieldname": "unit_price"}])
	frappe.desk.form.save.savedocs(json.dumps({**answer, "__prices_include_vat": 1}, default=str), "Save")
	doc.reload()
	assert (doc.prices_include_vat, prices(doc), doc.amount_including_vat) == (1, [80], 80)


def test_lines_that_are_copied_without_the_header():
	"""To an account: 50 with VAT go into a document without it as 40, and the other way round."""
	source = invoice(account("3900", 1, 50), **INCLUDING)
	target = order(item(goods(100), 1), customer=buyer())
	api.copy_document("Sales Invoice", source.name, "Sales Order", target.name, include_header=False)
	target.reload()
	assert prices(target) == [100, 40]

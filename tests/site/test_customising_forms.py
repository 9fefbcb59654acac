"""Names and fields as an admin wants them: naming rules, naming series, and what Customize Form changes."""

import re

import frappe
import pytest
from build import draft, goods, invoice, item, order, post, quote
from customising import customise, tidied

from sales_mgmt import api


@pytest.fixture(autouse=True)
def admin(site):
	with tidied():
		yield


def naming_rule(doctype, prefix, **values):
	rule = {"document_type": doctype, "prefix": prefix, "prefix_digits": 4}
	return frappe.get_doc({"doctype": "Document Naming Rule", **rule, **values}).insert()


def test_a_naming_rule_names_orders_and_invoices(books):
	naming_rule("Sales Order", "ORD-")
	naming_rule("Sales Invoice", "INV-")
	sale = frappe.get_doc("Sales Order", api.make_order(quote(item(goods(stock=5), 2)).name))
	assert sale.name == "ORD-0001"
	assert order(item("1000")).name == "ORD-0002"
	assert post(sale, ship=True, invoice=True).invoice == "INV-0001"
	bill = invoice(item(goods(stock=1)))
	post(bill)
	assert bill.name == "INV-0002"
	assert bill.posted_no != bill.name  # the number without gaps is another one


def test_a_naming_rule_with_a_condition():
	rule = naming_rule("Sales Order", "NO-", priority=10)
	rule.append("conditions", {"field": "customer", "condition": "=", "value": "C-00002"})
	rule.save()
	assert order(item("1000"), customer="C-00002").name == "NO-0001"
	assert order(item("1000")).name.startswith("SO-")


def test_another_naming_series():
	"""As an admin adds one: the field is shown, and has the series in Document Naming Settings. Any other is refused."""
	customise("Sales Order", naming_series={"hidden": 0})
	with pytest.raises(frappe.ValidationError, match="not one of the series"):
		order(item("1000"), naming_series="WEB-.YYYY.-.####")
	naming = frappe.get_doc("Document Naming Settings")
	naming.update({"transaction_type": "Sales Order", "naming_series_options": "SO-.#####\nWEB-.YYYY.-.####"})
	naming.update_series()
	frappe.clear_cache(doctype="Sales Order")
	assert re.fullmatch(r"WEB-\d{4}-\d{4}", order(item("1000"), naming_series="WEB-.YYYY.-.####").name)
	assert order(item("1000")).name.startswith("SO-")


def test_a_name_made_of_fields(books):
	customise(
		"Sales Invoice", form={"autoname": "format:BILL-{customer}-{####}", "naming_rule": "Expression"}
	)
	sale = order(item(goods(stock=5), 2))
	bill = post(sale, ship=True, invoice=True).invoice
	assert re.fullmatch(r"BILL-C-00001-\d{4}", bill)
	assert re.fullmatch(r"BILL-C-00001-\d{4}", invoice(item("1000")).name)


def test_a_field_that_is_made_mandatory_is_asked_for_on_the_server():
	customise("Sales Order", your_reference={"reqd": 1})
	with pytest.raises(frappe.MandatoryError, match="your_reference"):
		order(item("1000"))
	offer = quote(item("1000"))
	with pytest.raises(frappe.MandatoryError, match="your_reference"):
		api.make_order(offer.name)
	assert order(item("1000"), your_reference="Ours").your_reference == "Ours"


def test_a_default_of_the_admins_is_filled_in():
	customise("Sales Order", your_reference={"default": "By phone"}, shipping_advice={"default": "Complete"})
	sale = order(item("1000"))
	assert sale.your_reference == "By phone"


@pytest.mark.parametrize("doctype", ["Sales Quote", "Sales Order", "Sales Invoice"])
def test_labels_hidden_fields_and_columns_reach_form_and_list(doctype):
	customise(
		doctype,
		your_reference={"label": "Project", "in_list_view": 1, "in_standard_filter": 1},
		external_document_no={"hidden": 1},
	)
	meta = frappe.desk.form.meta.get_meta(doctype, cached=False)
	assert meta.get_field("your_reference").label == "Project"
	assert meta.get_field("your_reference").in_list_view == 1
	assert meta.get_field("external_document_no").hidden == 1
	# and the document works on as before
	doc = draft(doctype, item(goods(stock=1)), your_reference="P1", external_document_no="E1")
	assert (
		frappe.get_list(doctype, {"your_reference": "P1"}, ["external_document_no"])[0].external_document_no
		== "E1"
	)
	doc.save()


def test_a_hidden_column_of_the_lines_is_still_computed():
	customise("Sales Line", line_discount_percent={"hidden": 1}, unit_price={"read_only": 1})
	assert order(item("1000", 2, line_discount_percent=10)).lines[0].line_discount_amount > 0

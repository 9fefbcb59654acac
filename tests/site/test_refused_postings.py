"""Postings that are refused: setup, dates, stock, delivery terms. Everything is reported, nothing is written."""

import frappe
import pytest
from build import (
	account,
	buyer,
	contents,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	refused,
	settings,
)

BOTH = {"ship": True, "invoice": True}


SETUP = [
	("General Posting Setup", "DOMESTIC-GOODS", ["sales_account"]),
	("General Posting Setup", "DOMESTIC-GOODS", ["line_discount_account"]),
	("General Posting Setup", "DOMESTIC-GOODS", ["invoice_discount_account"]),
	("General Posting Setup", "DOMESTIC-GOODS", ["cogs_account"]),
	("General Posting Setup", "DOMESTIC-GOODS", ["sales_account", "cogs_account"]),
	("Inventory Posting Setup", "PARTS-MAIN", ["inventory_account"]),
	("VAT Posting Setup", "DOMESTIC-STANDARD", ["sales_vat_account"]),
	("Customer Posting Group", "DOMESTIC", ["receivables_account"]),
	("Customer Posting Group", "DOMESTIC", ["invoice_rounding_account"]),
]


@pytest.mark.parametrize(("doctype", "name", "fields"), SETUP)
def test_missing_account_names_the_setup_row_and_the_field(doctype, name, fields):
	settings(invoice_rounding_precision=1)
	doc = order(item(goods(stock=2), 2, line_discount_percent=10), invoice_discount_percent=5)
	frappe.db.set_value(doctype, name, dict.fromkeys(fields))
	with refused(*["E24"] * len(fields)) as sentences:
		post(doc, **BOTH)
	labels = [frappe.get_meta(doctype).get_label(field) for field in fields]
	assert sentences == [f"Fill in {label} in {doctype} {name}." for label in labels]


@pytest.mark.parametrize(
	("doctype", "name", "count"),
	[("General Posting Setup", "DOMESTIC-GOODS", 2), ("VAT Posting Setup", "DOMESTIC-STANDARD", 1)],
)
def test_missing_setup_row_is_named(doctype, name, count):
	doc = order(item(goods(stock=2), 2))
	frappe.db.delete(doctype, {"name": name})
	with refused(*["E24"] * count) as sentences:
		post(doc, **BOTH)
	assert all(f"{doctype} {name}" in sentence for sentence in sentences)


def test_sales_without_accounts_can_still_be_shipped(books):
	doc = order(item(goods(stock=2), 2))
	frappe.db.delete("General Posting Setup", {"name": "DOMESTIC-GOODS"})
	assert post(doc, ship=True).shipment


@pytest.mark.parametrize(
	("values", "typed", "part"),
	[
		({}, {"posting_date": None}, "Fill in the posting date."),
		({"allow_posting_from": "2026-03-03"}, {}, "The posting date 2026-03-02 is before 2026-03-03"),
		({"allow_posting_to": "2026-03-01"}, {}, "The posting date 2026-03-02 is after 2026-03-01"),
	],
)
def test_posting_date_must_be_there_and_open(values, typed, part):
	for doc in (order(item(goods(stock=1), 1)), invoice(item("5000", 1))):
		edit(doc, None, **typed)
		settings(**values)
		with refused("posting_date") as sentences:
			post(doc, ship=doc.doctype == "Sales Order", invoice=doc.doctype == "Sales Order")
		assert sentences[0].startswith(part)


def test_everything_about_the_lines_is_reported_at_once():
	"""Too little stock, a blocked item, no location, an account that is blocked: rows 1 to 4."""
	settings(default_location=None)
	customer = buyer(location=None)
	blocked = goods(stock=5)
	lines = [
		item(goods(stock=1), 2, location="MAIN"),
		item(blocked, 1, location="MAIN"),
		item(goods(), 1),
		account("3900", 1, 100),
	]
	doc = order(*lines, customer=customer)
	frappe.db.set_value("Item", blocked, "sales_blocked", 1)
	frappe.db.set_value("GL Account", "3900", "blocked", 1)
	with refused("stock", "E10", "location", "account_blocked") as sentences:
		post(doc, **BOTH)
	assert sorted(sentence[:5] for sentence in sentences) == ["Row 1", "Row 2", "Row 3", "Row 4"]
	stock = next(sentence for sentence in sentences if sentence.startswith("Row 1"))
	assert "there are 1 of item" in stock and "2 are needed" in stock


def test_lines_share_the_stock_of_their_item():
	code = goods(stock=5)
	doc = order(item(code, 3), item(code, 3))
	with refused("stock") as sentences:
		post(doc, ship=True)
	assert sentences[0].startswith(f"Row 2: there are 2 of item {code} at location MAIN, and 3 are needed.")


def test_accounts_kept_by_postings_are_not_sold_to(books):
	"""A line on the receivables account would part it from the customer ledger."""
	groups = {"vat_product_group": "STANDARD", "product_posting_group": "SERVICES"}
	bill = invoice({**account("1500", 1, 100), **groups}, account("3900", 1, 100))
	with refused("account_direct") as sentences:
		post(bill)
	assert sentences[0].startswith("Row 1: account 1500")


def test_external_document_number_when_it_is_mandatory(books):
	settings(external_document_no_mandatory=1)
	doc = order(item(goods(stock=1), 1))
	post(doc, ship=True)
	with refused("E08"):
		post(doc, invoice=True)
	edit(doc, None, external_document_no="PO-4711")
	bill = post(doc, invoice=True).invoice
	assert frappe.db.get_value("Sales Invoice", bill, "external_document_no") == "PO-4711"
	owed = frappe.db.get_value("Customer Ledger Entry", {"document_name": bill}, "external_document_no")
	assert owed == "PO-4711"


def test_nothing_to_post(books):
	doc = order(item(goods(stock=2), 2))
	with refused("E01"):
		post(doc, invoice=True)
	edit(doc, qty_to_ship=0)
	with refused("nothing_to_ship"):
		post(doc, ship=True)
	with refused("nothing_to_ship"):
		post(doc, **BOTH)
	with pytest.raises(frappe.ValidationError, match="Choose what to post"):
		post(doc)
	empty = invoice({"type": "Comment", "description": "Nothing here"})
	with refused("no_lines"):
		post(empty)


def test_posted_and_completed_documents_are_not_posted_again(books):
	doc = order(item(goods(stock=2), 2))
	post(doc, **BOTH)
	with refused("status", "nothing_to_ship"):
		post(doc, **BOTH)
	bill = invoice(item("5000", 1))
	post(bill)
	before = contents()
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		post(bill)
	assert contents() == before


@pytest.mark.parametrize(
	("series", "change", "message"),
	[
		("posted_invoice_series", None, "Choose a number series for .* in Sales Settings"),
		("posted_invoice_series", {"ending_no": "PI-00001"}, "has used its last number"),
		("posted_shipment_series", {"starting_date": "2099-01-01"}, "has no line that has started"),
	],
)
def test_number_series_that_gives_no_number(series, change, message):
	doc = order(item(goods(stock=1), 1))
	name = frappe.db.get_single_value("Sales Settings", series)
	if change:
		frappe.db.set_value("Number Series Line", {"parent": name}, change)
	else:
		settings(**{series: None})
	with pytest.raises(frappe.ValidationError, match=message):
		post(doc, **BOTH)

"""VAT by groups and by date: normal, zero and reverse charge, with prices with and without it (domain 4.5, 7.5)."""

import frappe
import pytest
from build import (
	DAY,
	INGRID,
	OSLO,
	account,
	buyer,
	entries,
	goods,
	invoice,
	item,
	ledger,
	order,
	post,
	settings,
)

from sales_mgmt import api
from sales_mgmt.print_formats.view import sales_print

CHANGE, AFTER = "2026-03-10", "2026-03-12"
VAT = "vat_product_group vat_percent base amount"


def vat_setup(product="STANDARD", business="DOMESTIC", **values):
	doc = frappe.get_doc("VAT Posting Setup", f"{business}-{product}")
	doc.update(values)
	doc.save()
	return doc


def changing(*rates):
	"""25 % until the first of the rates (starting date, percentage) starts."""
	vat_setup(rates=[{"starting_date": start, "vat_percent": percent} for start, percent in rates])


def totals(doc):
	return doc.amount, doc.vat_amount, doc.amount_including_vat


def test_one_entry_per_group(books):
	"""1,000 at 25 %, 200 at 15 %, 100 at 0 %."""
	lines = [
		item(goods(price=1000, stock=1), 1),
		item(goods(price=200, stock=1, vat_product_group="FOOD"), 1),
		item(goods(price=100, stock=1, vat_product_group="ZERO"), 1),
	]
	doc = invoice(*lines)
	post(doc)
	assert totals(doc) == (1300, 280, 1580)
	assert entries("VAT Entry", VAT, document_name=doc.name) == [
		("STANDARD", 25, -1000, -250),
		("FOOD", 15, -200, -30),
		("ZERO", 0, -100, 0),
	]
	accounts = ledger(doc.name)
	assert (accounts["2700"], accounts["2701"], "2704" in accounts) == (-250, -30, False)


@pytest.mark.parametrize(
	("posting_date", "percent"),
	[("2026-03-09", 25), (CHANGE, 27), (AFTER, 27), ("2026-12-31", 27), ("2027-01-01", 0)],
)
@pytest.mark.parametrize("make", [order, invoice])
def test_the_rate_of_the_posting_date_holds(make, posting_date, percent):
	changing((CHANGE, 27), ("2027-01-01", 0))
	doc = make(account("3900", 1, 1000), posting_date=posting_date)
	assert (doc.lines[0].vat_percent, doc.vat_amount) == (percent, percent * 10)


def test_a_new_posting_date_brings_its_rate():
	changing((CHANGE, 27))
	doc = order(account("3900", 1, 1000))
	assert doc.vat_amount == 250
	doc.posting_date = AFTER
	doc.save()
	assert doc.vat_amount == 270


def test_without_a_posting_date_the_document_date_counts():
	changing((CHANGE, 27))
	doc = invoice(account("3900", 1, 1000), document_date=AFTER)
	doc.posting_date = None
	doc.save()
	assert doc.vat_amount == 270


@pytest.mark.parametrize("make", [order, invoice])
def test_posting_on_another_day_is_taxed_as_of_that_day(make, books):
	"""The document shows 25 % of its own date; preview and posting agree on 27 %."""
	changing((CHANGE, 27))
	doc = make(item(goods(stock=1), 1))
	shown = api.preview(doc.doctype, doc.name, ship=True, invoice=True, posting_date=AFTER)
	assert [row["amount"] for row in shown["VAT Entry"]] == [-27]
	doc.reload()
	posted = post(doc, ship=True, invoice=True, posting_date=AFTER)
	bill = frappe.get_doc("Sales Invoice", posted.invoice)
	assert (bill.lines[0].vat_percent, *totals(bill)) == (27, 100, 27, 127)
	assert entries("VAT Entry", VAT, document_name=bill.name) == [("STANDARD", 27, -100, -27)]


def test_a_day_has_one_rate():
	with pytest.raises(frappe.ValidationError, match=r"Row 2: another rate starts on .* already"):
		changing((CHANGE, 27), (CHANGE, 26))


def test_reverse_charge_carries_no_vat_and_reports_its_base(books):
	"""No account is needed, and the percentage that would apply is not shown."""
	vat_setup(calculation="Reverse Charge", sales_vat_account=None)
	changing((CHANGE, 27))
	doc = invoice(item(goods(price=1000, stock=1), 1), posting_date=AFTER)
	post(doc)
	assert (doc.lines[0].vat_percent, *totals(doc)) == (0, 1000, 0, 1000)
	assert entries("VAT Entry", VAT, document_name=doc.name) == [("STANDARD", 0, -1000, 0)]
	assert not {"2700", "2701", "2704"} & set(ledger(doc.name))


def test_normal_vat_needs_its_account():
	vat_setup(sales_vat_account=None)
	doc = invoice(account("3900", 1, 1000))
	(finding,) = [row for row in api.check(doc.doctype, doc.name) if row["code"] == "E24"]
	assert "Sales VAT Account in VAT Posting Setup DOMESTIC-STANDARD" in finding["message"]


@pytest.mark.parametrize("percent", [25, 27])
def test_prices_with_vat_keep_what_the_customer_pays(percent, books):
	"""1,250 with 25 % are 1,000 + 250; with 27 % 984.25 + 265.75."""
	changing((CHANGE, 27))
	doc = invoice(
		item(goods(stock=1), 1, unit_price=1250),
		customer=INGRID,
		posting_date=DAY if percent == 25 else AFTER,
	)
	post(doc)
	assert totals(doc) == ((1000, 250, 1250) if percent == 25 else (984.25, 265.75, 1250))


@pytest.mark.parametrize(
	("rounding", "vat", "shares"), [("Document", 0.38, [0.12, 0.13, 0.13]), ("Line", 0.39, [0.13] * 3)]
)
def test_vat_is_rounded_once_or_line_by_line(rounding, vat, shares, books):
	"""Three lines of 0.50: 25 % of 1.50 is 0.375, of 0.50 each 0.125."""
	settings(vat_rounding=rounding)
	doc = invoice(*[account("3900", 1, 0.5)] * 3)
	post(doc)
	assert totals(doc) == (1.5, vat, round(1.5 + vat, 2))
	assert sorted(line.vat_amount for line in doc.lines) == sorted(shares)
	assert entries("VAT Entry", "base amount", document_name=doc.name) == [(-1.5, -vat)]


def test_the_text_of_the_vat_stands_on_the_invoice():
	vat_setup("FOOD", vat_clause="Food is cheaper.")
	vat_setup("ZERO", vat_clause="Books are free of VAT.")
	lines = [item(goods(vat_product_group=group), 1) for group in ("ZERO", "ZERO", "STANDARD")]
	doc = invoice(*lines, customer=buyer(OSLO))
	assert sales_print(doc).vat_clauses == ["Books are free of VAT."]
	html = frappe.get_print(doc.doctype, doc.name, print_format="Sales Invoice")
	assert "Books are free of VAT." in html and "cheaper" not in html

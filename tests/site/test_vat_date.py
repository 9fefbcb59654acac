"""The VAT date: in which period a document is reported, apart from the rate, which follows the supply."""

import frappe
import pytest
from build import account, buyer, entries, goods, invoice, item, order, post, posted_invoice, settings
from frappe.utils import getdate
from reporting import ask

from sales_mgmt import api, install
from sales_mgmt.patches import vat_dates
from sales_mgmt.posting.corrections import cancellation
from sales_mgmt.posting.verify.books import verify

FEBRUARY, MARCH = "2031-02-27", "2031-03-03"
QUARTER = {"from_date": "2031-01-01", "to_date": "2031-03-31"}
DATES = {"document_date": FEBRUARY, "posting_date": MARCH}


@pytest.fixture(params=["Document Date", "Posting Date"])
def follows(request):
	settings(vat_date_follows=request.param)
	return FEBRUARY if request.param == "Document Date" else MARCH


def vat_dates_of(name):
	ledgers = ("VAT Entry", "General Ledger Entry")
	return {str(row[0]) for ledger in ledgers for row in entries(ledger, "vat_date", document_name=name)}


def by_month():
	return [(row.period_label, row.base, row.vat) for row in ask("VAT Summary", **QUARTER).rows]


def period(day):
	return {FEBRUARY: "February 2031", MARCH: "March 2031"}[day]


def test_an_invoice_is_reported_by_the_date_of_the_setting(books, follows):
	"""Dated 27 February, posted on 3 March: 1,000 and 250 of VAT."""
	sold = posted_invoice(account("3900", 1, 1000), **DATES)
	sold.reload()
	assert str(sold.vat_date) == follows
	assert vat_dates_of(sold.name) == {follows}
	assert by_month() == [(period(follows), 1000, 250)]
	answer = ask("VAT Summary", **{**QUARTER, "from_date": follows, "to_date": follows})
	assert (answer.figures["VAT on Ledger Accounts"], answer.figures["Difference"]) == (250, 0)


def test_an_invoice_of_an_order(books, follows):
	doc = order(item(goods(price=1000, stock=1), 1), **DATES)
	posted = post(doc, ship=True, invoice=True)
	sold = frappe.get_doc("Sales Invoice", posted.invoice)
	assert str(sold.vat_date) == follows
	assert vat_dates_of(sold.name) == {follows}


def test_a_credit_memo_and_its_preview(books, follows):
	sold = posted_invoice(account("3900", 1, 1000), posting_date="2031-01-05", document_date="2031-01-05")
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(sold.name))
	memo.update(DATES)
	memo.save()
	assert str(memo.vat_date) == follows
	shown = api.preview(memo.doctype, memo.name)
	assert [str(row["vat_date"]) for row in shown["VAT Entry"]] == [follows]
	post(memo)
	assert vat_dates_of(memo.name) == {follows}
	assert by_month() == [("January 2031", 1000, 250), (period(follows), -1000, -250)]


def test_posting_on_another_day(books):
	"""By posting date the VAT date moves along; by document date only where the two are linked."""
	settings(vat_date_follows="Posting Date", link_document_date=0)
	moved = invoice(account("3900", 1, 1000), document_date=FEBRUARY, posting_date=FEBRUARY)
	post(moved, posting_date=MARCH)
	assert vat_dates_of(moved.name) == {MARCH}
	settings(vat_date_follows="Document Date")
	kept = invoice(account("3900", 1, 1000), document_date=FEBRUARY, posting_date=FEBRUARY)
	post(kept, posting_date=MARCH)
	assert vat_dates_of(kept.name) == {FEBRUARY}


@pytest.mark.parametrize("setting", ["Document Date", "Posting Date"])
def test_a_cancellation_is_reported_in_its_own_period(books, setting):
	"""An invoice of February that is cancelled in March: February stays as it was reported, whatever the setting."""
	settings(vat_date_follows=setting)
	sold = posted_invoice(account("3900", 1, 1000), document_date=FEBRUARY, posting_date=FEBRUARY)
	memo = cancellation.cancel(sold.name, getdate(MARCH)).name
	assert str(frappe.db.get_value("Sales Credit Memo", memo, "vat_date")) == MARCH
	assert vat_dates_of(memo) == {MARCH}
	assert by_month() == [("February 2031", 1000, 250), ("March 2031", -1000, -250)]
	again = api.cancel_credit_memo(memo)
	assert vat_dates_of(again) == {str(frappe.db.get_value("Sales Invoice", again, "posting_date"))}


def test_the_vat_date_is_not_typed(books):
	doc = frappe.get_doc(
		{
			"doctype": "Sales Invoice",
			"customer": buyer(),
			"vat_date": "2020-01-01",
			"lines": [account("3900", 1, 1000)],
			**DATES,
		}
	).insert()
	assert str(doc.vat_date) != "2020-01-01"
	doc.vat_date = "2020-01-01"
	doc.save()
	doc.reload()
	assert str(doc.vat_date) != "2020-01-01"


def test_what_is_posted_keeps_its_date_when_the_setting_changes(books):
	settings(vat_date_follows="Document Date")
	sold = posted_invoice(account("3900", 1, 1000), **DATES)
	settings(vat_date_follows="Posting Date")
	assert vat_dates_of(sold.name) == {FEBRUARY}
	assert by_month() == [("February 2031", 1000, 250)]


def test_entries_from_before_get_their_posting_date(books):
	settings(vat_date_follows="Document Date")
	sold = posted_invoice(account("3900", 1, 1000), **DATES)
	new = posted_invoice(account("3900", 1, 100), **DATES)
	for doctype, filters in (
		("Sales Invoice", {"name": sold.name}),
		("VAT Entry", {"document_name": sold.name}),
		("General Ledger Entry", {"document_name": sold.name}),
	):
		frappe.db.set_value(doctype, filters, "vat_date", None, update_modified=False)
	for _run in range(2):
		vat_dates.execute()
		assert vat_dates_of(sold.name) == {MARCH}
		assert str(frappe.db.get_value("Sales Invoice", sold.name, "vat_date")) == MARCH
		assert vat_dates_of(new.name) == {FEBRUARY}
	assert by_month() == [("February 2031", 100, 25), ("March 2031", 1000, 250)]
	assert verify() == []


@pytest.mark.parametrize(("country", "follows"), [("Norway", "Document Date"), ("Sweden", "Posting Date")])
def test_a_new_site_takes_the_custom_of_its_country(country, follows, monkeypatch):
	settings(vat_date_follows="Posting Date")
	frappe.db.delete("General Ledger Entry")
	install.take_answers_of_wizard({"currency": "NOK", "country": country})
	assert frappe.db.get_single_value("Sales Settings", "vat_date_follows") == follows

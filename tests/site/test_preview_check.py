"""Preview and check: what a posting would write and what speaks against it, with nothing stored."""

from datetime import date

import frappe
import pytest
from build import (
	DAY,
	HAMBURG,
	account,
	buyer,
	contents,
	draft,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	posted_invoice,
	settings,
)

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError

LEDGERS = (
	"Customer Ledger Entry",
	"General Ledger Entry",
	"VAT Entry",
	"Item Ledger Entry",
	"Item Value Entry",
)


def a_sale():
	lines = [
		item(goods(stock=9), 9, line_discount_percent=10, qty_to_ship=7),
		item("5000", 2),
		account("3900", 1, 500),
	]
	return order(*lines, invoice_discount_percent=5)


def shipped_sale():
	doc = a_sale()
	post(doc, ship=True)
	return doc


def an_invoice():
	settings(shipment_on_invoice=1)
	return invoice(item(goods(stock=2), 2), item("3000", 24))


def euro_invoice():
	return invoice(item(goods(stock=3), 3, unit_price=9.99), customer=HAMBURG, exchange_rate=11.4567)


def invoice_of_shipped_lines():
	return frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", shipped_sale().name))


def a_payment():
	customer = buyer()
	bill = posted_invoice(account("3900", 1, 1000), customer=customer)
	rows = [{"entry": bill.customer_ledger_entry, "amount": 700}]
	header = {"doctype": "Customer Payment", "customer": customer, "amount": 1000, "posting_date": DAY}
	return frappe.get_doc({**header, "applications": rows}).insert()


def an_adjustment():
	lines = [
		{"item": goods(stock=5), "location": "MAIN", "quantity": -3},
		{"item": "1000", "location": "EAST", "quantity": 2},
	]
	return frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines}).insert()


CASES = [
	(a_sale, {"ship": True}),
	(a_sale, {"ship": True, "invoice": True}),
	(shipped_sale, {"invoice": True}),
	(shipped_sale, {"ship": True, "invoice": True}),
	(an_invoice, {}),
	(euro_invoice, {}),
	(invoice_of_shipped_lines, {}),
	(a_payment, {}),
	(an_adjustment, {}),
]


def comparable(row, fields):
	"""A row as text, blanks alike. References to what does not exist before the posting are left out."""
	values = {}
	for field in fields:
		value = row.get(field)
		if isinstance(value, date):
			value = value.isoformat()
		elif isinstance(value, int | float):
			value = round(value, 6)
		values[field] = str(value) if value else ""
	return sorted(values.items())


@pytest.mark.parametrize(("make", "options"), CASES)
def test_preview_stores_nothing_and_is_what_posting_writes(make, options, books):
	doc = make()
	before = contents()
	names = {ledger: set(frappe.get_all(ledger, pluck="name")) for ledger in LEDGERS}
	promised = api.preview(doc.doctype, doc.name, **options)
	assert contents() == before
	assert any(promised.values())

	post(doc, **options)
	for ledger in LEDGERS:
		written = [row for row in frappe.get_all(ledger, fields=["*"]) if row.name not in names[ledger]]
		rows = promised.get(ledger, [])
		assert len(written) == len(rows), ledger
		fields = {field for row in rows for field in row} - {"item_ledger_entry"}
		assert sorted(comparable(row, fields) for row in written) == sorted(
			comparable(row, fields) for row in rows
		), ledger


@pytest.mark.parametrize(("make", "options"), CASES)
def test_preview_totals_are_the_sums_of_the_preview(make, options):
	doc = make()
	promised = api.preview(doc.doctype, doc.name, **options)
	totals = api.preview_totals(doc.doctype, doc.name, **options)
	assert totals["General Ledger Entry"] == {"amount": 0}
	for ledger, sums in totals.items():
		for field, total in sums.items():
			assert round(sum(row[field] for row in promised[ledger]), 5) == round(total, 5), (ledger, field)


def test_preview_of_a_refused_posting_says_why():
	doc = order(item(goods(stock=1), 5))
	before = contents()
	with pytest.raises(PostingError) as caught:
		api.preview("Sales Order", doc.name, ship=True)
	assert [finding.code for finding in caught.value.findings] == ["stock"]
	assert contents() == before


def test_check_reports_everything_in_one_run():
	"""A missing posting account, a blocked item, missing stock, a closed period and a blocked customer."""
	customer = buyer()
	blocked, scarce = goods(stock=5), goods(stock=1)
	doc = order(item(scarce, 2), item(blocked, 1), customer=customer)
	frappe.db.set_value("Item", blocked, "sales_blocked", 1)
	frappe.db.set_value("General Posting Setup", "DOMESTIC-GOODS", "sales_account", None)
	frappe.db.set_value("Customer", customer, "blocked", "Invoice")
	settings(allow_posting_from="2026-04-01", external_document_no_mandatory=1)
	before = contents()
	findings = api.check("Sales Order", doc.name, ship=True, invoice=True)
	assert sorted((finding["code"], finding["row"]) for finding in findings if finding["row"]) == [
		("E10", 2),
		("E24", 1),
		("stock", 1),
	]
	assert sorted(finding["code"] for finding in findings if not finding["row"]) == [
		"E08",
		"E09",
		"E09",
		"posting_date",
	]
	assert {finding["severity"] for finding in findings} == {"block"}
	by_code = {finding["code"]: finding for finding in findings}
	assert by_code["E24"]["link"] == ["General Posting Setup", "DOMESTIC-GOODS"]
	assert by_code["E24"]["message"] == "Fill in Sales Account in General Posting Setup DOMESTIC-GOODS."
	assert by_code["E10"]["link"] == ["Item", blocked]
	assert contents() == before
	with pytest.raises(PostingError) as caught:
		post(doc, ship=True, invoice=True)
	assert sorted(finding.code for finding in caught.value.findings) == sorted(f["code"] for f in findings)
	assert contents() == before


@pytest.mark.parametrize(
	("options", "code"),
	[({"ship": True}, None), ({"invoice": True}, "E01"), ({"ship": True, "invoice": True}, None)],
)
def test_check_depends_on_what_is_to_be_posted(options, code):
	doc = order(item(goods(stock=2), 2))
	findings = api.check("Sales Order", doc.name, **options)
	assert [finding["code"] for finding in findings] == ([code] if code else [])


def test_check_uses_the_date_of_the_question():
	settings(allow_posting_to="2026-03-31")
	doc = order(item(goods(stock=2), 2))
	assert api.check("Sales Order", doc.name, ship=True) == []
	(finding,) = api.check("Sales Order", doc.name, ship=True, posting_date="2026-04-01")
	assert finding["code"] == "posting_date" and "2026-04-01" in finding["message"]


def test_sound_drafts_have_no_findings():
	bill = draft("Sales Invoice", item(goods(stock=2), 2))
	assert api.check("Sales Invoice", bill.name) == []
	edit(bill, quantity=3)
	assert [finding["code"] for finding in api.check("Sales Invoice", bill.name)] == ["stock"]

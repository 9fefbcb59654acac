"""The VAT rate of what is billed is that of the day it was supplied on: an invoice over several shipments may hold two rates of
one group. 25 % until June, 15 % from July on."""

import frappe
import pytest
from build import account, buyer, draft, entries, goods, item, ledger, order, post, posted_invoice, stock

from sales_mgmt import api
from sales_mgmt.ownership import insert_built
from sales_mgmt.posting.verify.books import verify
from sales_mgmt.print_formats.view import sales_print

JUNE, JULY, AUGUST = "2026-06-20", "2026-07-05", "2026-08-10"
VAT = "vat_product_group vat_percent base amount"
BOTH = [("STANDARD", 25, -400, -100), ("STANDARD", 15, -600, -90)]


@pytest.fixture(autouse=True)
def changing(books):
	doc = frappe.get_doc("VAT Posting Setup", "DOMESTIC-STANDARD")
	doc.update({"rates": [{"starting_date": "2026-07-01", "vat_percent": 15}]})
	doc.save()


def dated(day):
	return {"posting_date": day, "document_date": day}


def ship(doc, quantity, day, row=0):
	doc.reload()
	doc.lines[row].qty_to_ship = quantity
	doc.save()
	return post(doc, ship=True, posting_date=day).shipment


def shipped_twice(*lines, **values):
	"""An order of 10 x 100, of which 4 left in June and 6 in July."""
	lines = lines or (item(goods(price=100, stock=20), 10),)
	doc = order(*lines, **dated(JUNE), **values)
	ship(doc, 4, JUNE)
	ship(doc, 6, JULY)
	return doc


def rows(bill):
	return [(line.quantity, line.vat_percent, line.amount, line.vat_amount) for line in bill.lines]


def invoiced(doc, day=AUGUST, **kw):
	return frappe.get_doc("Sales Invoice", post(doc, invoice=True, posting_date=day, **kw).invoice)


def drafted(doc, day=AUGUST):
	draft = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	draft.update(dated(day))
	draft.save()
	return draft


@pytest.mark.parametrize("road", ["order", "invoice"])
def test_an_invoice_over_two_shipments_has_two_rates(books, road):
	"""400 at 25 % and 600 at 15 % are 1,190, on the document, its entries, its paper and in the preview."""
	doc = shipped_twice()
	if road == "order":
		shown = api.preview(doc.doctype, doc.name, invoice=True, posting_date=AUGUST)
		bill = invoiced(doc)
	else:
		bill = drafted(doc)
		assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]
		shown = api.preview(bill.doctype, bill.name)
		post(bill)
	assert [tuple(row[field] for field in VAT.split()) for row in shown["VAT Entry"]] == BOTH
	assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]
	assert (bill.amount, bill.vat_amount, bill.amount_including_vat) == (1000, 190, 1190)
	assert entries("VAT Entry", VAT, document_name=bill.name) == BOTH
	assert [(row["vat_percent"], row["base"], row["vat_amount"]) for row in bill.vat_specification()] == [
		(25, 400, 100),
		(15, 600, 90),
	]
	accounts = ledger(bill.name)
	assert (accounts["3000"], accounts["2700"], accounts["1500"]) == (-1000, -190, 1190)
	paper = sales_print(bill)
	assert [(row["vat_percent"], row["base"], row["vat_amount"]) for row in paper.vat] == [
		(25, 400, 100),
		(15, 600, 90),
	]
	doc.reload()
	assert (doc.status, doc.lines[0].quantity_invoiced) == ("Completed", 10)


def test_preview_of_a_draft_from_before(books):
	"""A draft that holds one row of 10 from before its goods were told apart is previewed as it will be posted."""
	doc = shipped_twice()
	bill = drafted(doc)
	frappe.db.delete("Sales Invoice Line", {"name": bill.lines[1].name})
	frappe.db.set_value("Sales Invoice Line", bill.lines[0].name, "quantity", 10)
	shown = api.preview(bill.doctype, bill.name)
	assert [tuple(row[field] for field in VAT.split()) for row in shown["VAT Entry"]] == BOTH
	bill.reload()
	post(bill)
	assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]


def test_all_of_june_billed_in_july_has_the_rate_of_june(books):
	doc = order(item(goods(price=100, stock=10), 10), **dated(JUNE))
	post(doc, ship=True, posting_date=JUNE)
	doc.reload()
	assert rows(invoiced(doc, JULY)) == [(10, 25, 1000, 250)]


def test_billed_in_steps(books):
	"""3 of June; then 1 of June and 6 of July."""
	doc = shipped_twice()
	doc.reload()
	doc.lines[0].qty_to_invoice = 3
	doc.save()
	assert rows(invoiced(doc)) == [(3, 25, 300, 75)]
	doc.reload()
	assert rows(invoiced(doc)) == [(1, 25, 100, 25), (6, 15, 600, 90)]
	assert verify() == []


def test_the_rest_is_shipped_and_billed_at_once(books):
	"""4 of June wait; 6 leave and all is billed on a day in July."""
	code = goods(price=100, stock=10)
	doc = order(item(code, 10), **dated(JUNE))
	ship(doc, 4, JUNE)
	bill = frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True, posting_date=JULY).invoice)
	assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]
	assert entries("Item Ledger Entry", "quantity invoiced_quantity sales_amount", item=code)[1:] == [
		(-4, -4, 400),
		(-6, -6, 600),
	]
	assert stock(code)[0] == 0


def test_services_and_accounts_too(books):
	service = goods(price=100, item_type="Service", inventory_posting_group=None)
	for line in (item(service, 10), account("3900", 10, 100)):
		assert rows(invoiced(shipped_twice(line))) == [(4, 25, 400, 100), (6, 15, 600, 90)]


def test_discounts_and_prices_with_vat(books):
	"""10 x 125 with VAT less 10 %, less 5 % on the invoice: 427.50 of 4 at 25 %, 641.25 of 6 at 15 %."""
	customer = buyer(prices_include_vat=1)
	line = item(goods(price=100, stock=20), 10, unit_price=125, line_discount_percent=10)
	doc = shipped_twice(line, customer=customer, invoice_discount_percent=5)
	for bill in (drafted(doc), invoiced(doc)):
		assert [(row.quantity, row.vat_percent, row.amount_including_vat) for row in bill.lines] == [
			(4, 25, 427.5),
			(6, 15, 641.25),
		]
		assert [row.vat_amount for row in bill.lines] == [85.5, 83.64]
		assert bill.amount_including_vat == 1068.75
		if not bill.docstatus:
			bill.delete()
			doc.reload()


def test_a_cancelled_invoice_gives_both_back(books):
	doc = shipped_twice()
	bill = invoiced(doc)
	memo = api.cancel_invoice(bill.name)
	assert entries("VAT Entry", VAT, document_name=memo) == [
		("STANDARD", 25, 400, 100),
		("STANDARD", 15, 600, 90),
	]
	doc.reload()
	assert (doc.lines[0].quantity_shipped, doc.lines[0].quantity_invoiced) == (0, 0)
	ship(doc, 10, AUGUST)
	assert rows(invoiced(doc)) == [(10, 15, 1000, 150)]


def test_what_was_undone_does_not_count(books):
	"""4 of June are undone; what is left of the order's shipments is of July."""
	doc = order(item(goods(price=100, stock=20), 10), **dated(JUNE))
	first = ship(doc, 4, JUNE)
	ship(doc, 6, JULY)
	api.undo_shipment(first)
	doc.reload()
	assert rows(invoiced(doc)) == [(6, 15, 600, 90)]


def test_each_row_comes_back_at_its_own_rate(books):
	bill = invoiced(shipped_twice())
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	assert memo.amount_including_vat == 1190
	post(memo)
	bill.reload()
	assert (memo.vat_amount, bill.remaining_amount) == (190, 0)


def test_two_orders_of_one_draft_and_a_row_of_its_own(books):
	"""Rows of an invoice take what waits one after the other; what leaves with the invoice itself has the rate of its day."""
	code = goods(price=100, stock=30)
	doc = shipped_twice(item(code, 10))
	bill = drafted(doc)
	bill.append("lines", item(code, 1))
	bill.save()
	bill.lines[0].quantity = 2
	bill.save()
	assert rows(bill) == [(2, 25, 200, 50), (2, 25, 200, 50), (4, 15, 400, 60), (1, 15, 100, 15)]
	assert [line.idx for line in bill.lines] == [1, 2, 3, 4]
	post(bill)
	assert bill.vat_amount == 175


def test_receipts_are_credited_at_the_rate_of_their_day(books):
	"""Returned without a link: received in June, credited in August."""
	code = goods(price=100)
	back = draft("Sales Return Order", item(code, 4), **dated(JUNE))
	post(back, ship=True, posting_date=JUNE)
	memo = frappe.get_doc("Sales Credit Memo", post(back, invoice=True, posting_date=AUGUST).credit_memo)
	assert rows(memo) == [(4, 25, 400, 100)]


@pytest.mark.parametrize("doctype", ["Sales Credit Memo", "Sales Return Order"])
def test_goods_named_by_their_entry_only(books, doctype):
	"""Shipped in June, not billed: what comes back in August has the rate of June and the groups of that shipment."""
	customer = buyer()
	doc = order(item(goods(price=100, stock=4), 4), customer=customer, **dated(JUNE))
	shipment = post(doc, ship=True, posting_date=JUNE).shipment
	name = api.copy_document("Sales Shipment", shipment, doctype)
	back = frappe.get_doc(doctype, name)
	back.update(dated(AUGUST))
	back.save()
	assert rows(back) == [(4, 25, 400, 100)]
	posted = post(back, ship=True, invoice=True)
	memo = posted.credit_memo or back.name
	assert entries("VAT Entry", VAT, document_name=memo) == [("STANDARD", 25, 400, 100)]


def test_inserted_and_posted_at_once(books):
	"""One row of 10 over REST with docstatus 1: it is stored, and posted, as two."""
	doc = shipped_twice()
	source = drafted(doc)
	values = source.as_dict()
	source.delete()
	sent = {
		"doctype": "Sales Invoice",
		"customer": doc.customer,
		"docstatus": 1,
		**dated(AUGUST),
		"lines": [{**values["lines"][0], "name": None, "quantity": 10}],
	}
	for field in ("amount", "creation", "modified", "owner", "modified_by", "parent", "docstatus"):
		sent["lines"][0].pop(field, None)
	bill = frappe.get_doc(sent)
	insert_built(bill)
	bill.reload()
	assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]
	assert entries("VAT Entry", VAT, document_name=bill.name) == BOTH


def test_a_form_calculates_without_more_rows(books):
	doc = shipped_twice()
	bill = drafted(doc)
	bill.lines[0].quantity = 10
	del bill.lines[1]
	shown = api.calculate(bill.as_json(), [])
	assert len(shown["lines"]) == 1
	bill.save()
	assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]


def test_a_direct_invoice_has_the_rate_of_its_own_day(books):
	assert posted_invoice(account("3900", 1, 100), **dated(JULY)).vat_amount == 15

"""S40: goods come back at the cost they left with, and later changes of cost follow them (A37)."""

import frappe
import pytest
from build import (
	DAY,
	OSLO,
	account,
	adjust,
	draft,
	entries,
	goods,
	item,
	ledger,
	order,
	post,
	posted_invoice,
	refused,
	settings,
	stock,
)
from taking_back import take_back

from sales_mgmt import api

RETURNS = ("Sales Credit Memo", "Sales Return Order")
COSTS = "quantity cost_amount remaining_quantity returned_quantity"


def entry_of(code: str, **filters) -> str:
	return frappe.db.get_value("Item Ledger Entry", {"item": code, **filters})


def add_cost(entry: str, amount: float, **values):
	"""Post an adjustment that adds cost to an entry."""
	doc = frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"lines": [{"kind": "Cost", "item_ledger_entry": entry, "added_cost": amount, **values}],
		}
	).insert()
	doc.submit()
	return doc


def test_s40_1_a_linked_return_takes_the_original_cost(books):
	"""Bought 10 at 60, sold 10; the cost is 80 now. Three come back linked at 180, three more unlinked at 240."""
	code = goods(cost=60, stock=10)
	posted_invoice(item(code, 10))
	frappe.db.set_value("Item", code, "unit_cost", 80)
	sale = entry_of(code, entry_type="Sale")
	unlinked = take_back(code, 3)
	assert frappe.db.get_value("Item Ledger Entry", unlinked, "cost_amount") == 240
	linked = take_back(code, 3, sale)
	assert frappe.db.get_value("Item Ledger Entry", linked, ["cost_amount", "applies_from_entry"]) == (
		180,
		sale,
	)
	assert entries("Item Ledger Entry", COSTS, name=sale) == [(-10, -600, 0, 3)]
	assert stock(code) == (6, 420)
	fields = "inbound_entry quantity cost_amount position"
	assert entries("Item Application Entry", fields, outbound_entry=sale, cost_application=1) == [
		(linked, 3, 180, 0)
	]


def test_s40_2_freight_reaches_sale_and_return(books):
	"""A single purchase of 1,000; sold and taken back; 100 of freight: purchase, sale and return carry 1,100."""
	code = goods(cost=1000, stock=1)
	posted_invoice(item(code, 1))
	sale = entry_of(code, entry_type="Sale")
	back = take_back(code, 1, sale)
	purchase = entry_of(code, entry_type="Adjustment")
	freight = add_cost(purchase, 100)
	assert entries("Item Ledger Entry", COSTS, item=code) == [
		(1, 1100, 0, 0),
		(-1, -1100, 0, 1),
		(1, 1100, 1, 0),
	]
	assert stock(code) == (1, 1100)
	assert ledger(freight.name) == {"1460": 100, "4390": -100}
	fields = "item_ledger_entry value_type cost_amount cost_posted_to_gl"
	assert entries("Item Value Entry", fields, document_name=freight.name) == [
		(purchase, "Revaluation", 100, 100),
		(sale, "Cost Adjustment", -100, -100),
		(back, "Cost Adjustment", 100, 100),
	]
	assert (freight.cost_amount, freight.lines[0].cost_amount) == (100, 100)


def test_s40_2_cost_follows_to_another_place_and_into_the_next_sale(books):
	"""4 pieces at 100; two of them come back elsewhere and are sold again. 40 more: 10 a piece wherever it is."""
	code = goods(cost=100, stock=4)
	posted_invoice(item(code, 3))
	sale = entry_of(code, entry_type="Sale")
	take_back(code, 2, sale, location="EAST")
	bill = posted_invoice(item(code, 1, location="EAST"))
	assert ledger(bill.name)["4300"] == 100
	freight = add_cost(entry_of(code, entry_type="Adjustment"), 40)
	assert [row[1] for row in entries("Item Ledger Entry", COSTS, item=code)] == [440, -330, 220, -110]
	assert (stock(code), stock(code, "EAST")) == ((1, 110), (1, 110))
	# 2 in stock carry 20; 2 are gone for good
	assert ledger(freight.name) == {"1460": 20, "4390": -40, "4300": 20}


@pytest.fixture
def mandatory():
	settings(exact_cost_reversing_mandatory=1)


def test_s40_3_it_is_no_duty_by_default(books):
	code = goods(cost=60)
	memo = draft("Sales Credit Memo", item(code, 3))
	post(memo)
	assert stock(code) == (3, 180)


@pytest.mark.parametrize("doctype", RETURNS)
def test_s40_3_without_the_link_posting_is_refused(mandatory, books, doctype):
	"""The row of the goods is named; the service and the account have nothing to come back from."""
	code = goods(stock=10)
	posted_invoice(item(code, 10))
	back = draft(doctype, item("5000", 1), account("3900", 1, 10), item(code, 3))
	with refused("E18") as sentences:
		post(back, ship=doctype == "Sales Return Order", invoice=True)
	assert sentences[0].startswith("Row 3:")
	assert [found["code"] for found in api.check(doctype, back.name, ship=True, invoice=True)] == ["E18"]
	assert stock(code) == (0, 0)


def test_s40_3_a_credit_memo_that_is_inserted_as_posted_is_refused_too(mandatory, books):
	code = goods(stock=10)
	dates = {"document_date": DAY, "posting_date": DAY}
	memo = {
		"doctype": "Sales Credit Memo",
		"customer": OSLO,
		**dates,
		"lines": [item(code, 3)],
		"docstatus": 1,
	}
	with refused("E18"):
		frappe.get_doc(memo).insert()


@pytest.mark.parametrize("doctype", RETURNS)
def test_s40_3_price_and_charge_without_goods_need_no_link(mandatory, books, doctype):
	back = draft(doctype, item("5000", 1), account("3900", 1, 10))
	post(back, ship=doctype == "Sales Return Order", invoice=True)
	assert back.status in ("Unapplied", "Completed")


@pytest.mark.parametrize("doctype", RETURNS)
@pytest.mark.parametrize("source", ["Sales Invoice", "Sales Shipment"])
def test_s40_3_copy_document_fills_it(mandatory, books, source, doctype):
	"""Bought 10 at 60 and sold, 80 on the card now: the copy names the entry, and 10 come back at 600."""
	code = goods(cost=60, stock=10)
	sale = order(item(code, 10))
	posted = post(sale, ship=True, invoice=source == "Sales Invoice")
	frappe.db.set_value("Item", code, "unit_cost", 80)
	name = posted.invoice if source == "Sales Invoice" else posted.shipment
	back = frappe.get_doc(doctype, api.copy_document(source, name, doctype))
	assert [line.applies_from_entry for line in back.lines] == [entry_of(code, entry_type="Sale")]
	if source == "Sales Shipment":
		post(sale, invoice=True)
	post(back, ship=doctype == "Sales Return Order", invoice=True)
	assert stock(code) == (10, 600)


@pytest.mark.parametrize("doctype", RETURNS)
def test_s40_3_a_copy_that_loses_the_link_is_refused(mandatory, books, doctype):
	code = goods(stock=10)
	bill = posted_invoice(item(code, 10))
	with refused("E18"):
		api.copy_document("Sales Invoice", bill.name, doctype, recalculate=True)


def test_goods_that_are_not_credited_yet_change_their_expected_cost(books):
	"""Received back, not credited: the freight on them waits for the credit memo as the cost itself does."""
	code = goods(cost=1000, stock=1)
	posted_invoice(item(code, 1))
	sale = entry_of(code, entry_type="Sale")
	back = take_back(code, 1, sale, invoiced=False)
	freight = add_cost(entry_of(code, entry_type="Adjustment"), 100)
	assert ledger(freight.name) == {"1460": 0, "4390": -100, "4300": 100}
	fields = "cost_amount cost_amount_expected"
	assert entries("Item Value Entry", fields, item_ledger_entry=back) == [(0, 1000), (0, 100)]


def test_a20_goods_of_an_undone_shipment_come_back_at_the_same_cost(books):
	"""40 shipped at a cost that is no whole cent a piece: −40 and +40 carry the same amount."""
	code = goods(cost=0)
	adjust((code, 60, 33.333))
	posted = post(order(item(code, 40)), ship=True)
	shipped = entry_of(code, document_name=posted.shipment)
	take_back(code, 40, shipped, invoiced=False)
	costs = [row[1] for row in entries("Item Ledger Entry", COSTS, item=code, entry_type="Sale")]
	assert costs == [-1333.32, 1333.32]
	assert stock(code) == (60, 1999.98)

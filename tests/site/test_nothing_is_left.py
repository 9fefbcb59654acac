"""Everything of an invoice is credited, in parts: each account is at nil, in both currencies (domain 4.5, 7.5)."""

from collections import defaultdict

import frappe
import pytest
from build import (
	HAMBURG,
	INGRID,
	OSLO,
	entries,
	exchange_rates,
	goods,
	item,
	ledger,
	order,
	post,
	posted_invoice,
	settings,
)

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify


def taken_back(bill, road):
	if road == "corrective":
		return frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	if road == "return order":
		return frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	return frappe.get_doc(
		"Sales Credit Memo", api.copy_document("Sales Invoice", bill.name, "Sales Credit Memo")
	)


def credit(bill, road, *parts):
	"""Each part: quantities of the first lines. Returns the names of the credit memos."""
	memos = []
	for quantities in parts:
		draft = taken_back(bill, road)
		for line in draft.lines:
			line.quantity = dict(zip(names(bill), quantities, strict=True))[line.invoice_line]
		draft.lines = [line for line in draft.lines if line.quantity]
		draft.save()
		posted = post(draft, ship=road == "return order", invoice=True)
		memos.append(posted.credit_memo if road == "return order" else draft.name)
	return memos


def names(bill):
	return [line.name for line in bill.lines]


def left(bill, memos):
	"""What stands on each account in the end: {account: (local, in currency)} where that is not nil."""
	sums = defaultdict(lambda: [0, 0])
	for name in (bill.name, *memos):
		for place, field in enumerate(("amount", "amount_currency")):
			for account, amount in ledger(name, field).items():
				sums[account][place] += amount
	rounded = {account: tuple(round(amount, 6) for amount in both) for account, both in sums.items()}
	return {account: both for account, both in rounded.items() if any(both)}


ROADS = ["corrective", "return order", "copy"]


@pytest.fixture
def discounts(books):
	settings(discount_posting="All Discounts")


@pytest.mark.parametrize("road", ROADS)
def test_line_discounts_of_prices_including_vat(discounts, road):
	"""3 × 33.33 less 10 %: 10.00 of discount are 8.00 without VAT; 3.33, 3.33 and 3.34 by themselves 2.66, 2.66 and 2.67."""
	sold = posted_invoice(item("5000", 3, unit_price=33.33, line_discount_percent=10), customer=INGRID)
	memos = credit(sold, road, [1], [1], [1])
	assert left(sold, memos) == {}
	assert verify() == []


@pytest.mark.parametrize("road", ROADS)
def test_both_discounts_and_two_lines(discounts, road):
	sold = posted_invoice(
		item("5000", 3, unit_price=33.33, line_discount_percent=7),
		item("5000", 7, unit_price=9.99, line_discount_percent=3.3),
		customer=INGRID,
		invoice_discount_calculation="Amount",
		invoice_discount_amount=7.77,
	)
	memos = credit(sold, road, [1, 2], [2, 1], [0, 4])
	assert left(sold, memos) == {}


@pytest.mark.parametrize("customer", [OSLO, HAMBURG])
@pytest.mark.parametrize("road", ROADS)
def test_in_euro_and_at_home(discounts, road, customer):
	"""At 11.3333 each part of a discount would be converted for itself."""
	exchange_rates(d20260101=11.3333)
	sold = posted_invoice(
		item("5000", 7, unit_price=33.33, line_discount_percent=7),
		item("5000", 3, unit_price=9.99),
		customer=customer,
		invoice_discount_calculation="Amount",
		invoice_discount_amount=7.77,
	)
	memos = credit(sold, road, [1, 1], [1, 1], [2, 1], [3, 0])
	assert left(sold, memos) == {}
	assert verify() == []


@pytest.mark.parametrize("customer", [INGRID, HAMBURG])
@pytest.mark.parametrize(
	"policy",
	[
		{"discount_posting": "Line Discounts"},
		{"discount_posting": "Invoice Discounts"},
		{"discount_posting": "No Discounts"},
		{"discount_posting": "All Discounts", "vat_rounding": "Line"},
		{"discount_posting": "All Discounts", "invoice_rounding_precision": 1},
	],
	ids=lambda policy: "-".join(map(str, policy.values())),
)
def test_by_every_policy(books, policy, customer):
	exchange_rates(d20260101=11.3333)
	settings(**policy)
	sold = posted_invoice(
		item("5000", 3, unit_price=33.33, line_discount_percent=7),
		item("5000", 7, unit_price=9.99, line_discount_percent=3.3),
		customer=customer,
		invoice_discount_calculation="Amount",
		invoice_discount_amount=7.77,
	)
	memos = credit(sold, "corrective", [1, 2], [2, 1], [0, 4])
	assert left(sold, memos) == {}
	assert verify() == []


@pytest.mark.parametrize(
	("then", "now"), [("No Discounts", "All Discounts"), ("All Discounts", "No Discounts")]
)
@pytest.mark.parametrize("road", ["direct", "order"])
def test_what_is_taken_back_stands_where_it_was_sold(books, road, then, now):
	"""Which discounts have accounts of their own was changed since."""
	settings(discount_posting=then)
	lines = (item(goods(price=33.33, stock=3), 3, line_discount_percent=10),)
	values = {"invoice_discount_calculation": "Amount", "invoice_discount_amount": 7.77}
	if road == "direct":
		sold = posted_invoice(*lines, **values)
	else:
		sold = frappe.get_doc("Sales Invoice", post(order(*lines, **values), ship=True, invoice=True).invoice)
	settings(discount_posting=now)
	assert left(sold, credit(sold, "corrective", [1], [2])) == {}
	# what is sold now goes by the setting of now
	assert ("3080" in ledger(posted_invoice(item("5000", 1, line_discount_percent=10)).name)) == (
		now == "All Discounts"
	)


def test_an_invoice_of_an_order_in_parts(discounts):
	"""The parts that an order is billed in post discounts of their own, and each gives back its own."""
	code = goods(price=33.33, stock=10)
	doc = order(item(code, 7, line_discount_percent=7), customer=INGRID)
	for part in (3, 4):
		doc.lines[0].update({"qty_to_ship": part, "qty_to_invoice": part})
		doc.save()
		sold = frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice)
		assert left(sold, credit(sold, "corrective", [1], [1], [part - 2])) == {}


@pytest.mark.parametrize("price", [9.99, 17.77, 77.77])
def test_a_free_row_beside_parts_leaves_their_accounts_alone(discounts, price):
	"""12.34 EUR at 11.3333 are 139.85, of which nothing is left to the parts beside it."""
	exchange_rates(d20260101=11.3333)
	sold = posted_invoice(
		item("5000", 7, unit_price=price, line_discount_percent=7),
		item("5000", 3, unit_price=9.99),
		customer=HAMBURG,
	)
	memos = credit(sold, "corrective", [1, 1])
	mixed = taken_back(sold, "corrective")
	mixed.lines[0].quantity = mixed.lines[1].quantity = 1
	mixed.append("lines", {"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 12.34})
	mixed.save()
	post(mixed)
	memos += [mixed.name, *credit(sold, "corrective", [2, 1], [3, 0])]
	own = left(sold, memos)
	assert own.pop("3900") == (139.85, 12.34)
	assert own == {"1510": (-139.85, -12.34)}
	assert verify() == []


@pytest.mark.parametrize("less", [1.11, 7.77])
def test_a_lower_price_in_euro_and_then_the_goods(discounts, less):
	exchange_rates(d20260101=11.3333)
	sold = posted_invoice(
		item(goods(price=33.33, stock=7), 7, unit_price=33.33, line_discount_percent=7), customer=HAMBURG
	)
	cheaper = taken_back(sold, "corrective")
	cheaper.lines[0].update({"effect": "Price", "unit_price": less, "line_discount_amount": None})
	cheaper.save()
	post(cheaper)
	assert left(sold, [cheaper.name, *credit(sold, "copy", [1], [2], [4])]) == {}


def test_two_rows_of_one_memo(discounts):
	sold = posted_invoice(item("5000", 3, unit_price=33.33, line_discount_percent=10), customer=INGRID)
	memo = taken_back(sold, "corrective")
	memo.lines[0].quantity = 1
	memo.save()
	api.copy_document("Sales Invoice", sold.name, memo.doctype, memo.name, include_header=False)
	memo.reload()
	assert [line.quantity for line in memo.lines] == [1, 3]
	memo.lines[1].quantity = 2
	memo.save()
	post(memo)
	assert left(sold, [memo.name]) == {}


def test_a_lower_price_and_then_the_goods(discounts):
	"""10 less on each of 3, then all three come back."""
	code = goods(price=33.33, stock=3)
	sold = posted_invoice(item(code, 3, line_discount_percent=10), customer=INGRID)
	cheaper = taken_back(sold, "corrective")
	cheaper.lines[0].update(
		{"effect": "Price", "unit_price": 7.77, "line_discount_percent": 3, "line_discount_amount": None}
	)
	cheaper.save()
	post(cheaper)
	memos = credit(sold, "copy", [1], [2])
	assert left(sold, [cheaper.name, *memos]) == {}


def test_an_invoice_from_before_keeps_to_what_its_discount_comes_to(discounts):
	"""What an invoice posted without VAT is noted on its lines; an older one is calculated from its discount."""
	sold = posted_invoice(item("5000", 3, unit_price=33.33, line_discount_percent=10), customer=INGRID)
	fields = ("line_discount_excl_vat", "invoice_discount_excl_vat")
	line = sold.lines[0]
	assert frappe.db.get_value("Sales Invoice Line", line.name, fields) == (8, 0)
	frappe.db.set_value("Sales Invoice Line", line.name, dict.fromkeys(fields, 0), update_modified=False)
	assert left(sold, credit(sold, "corrective", [1], [1], [1])) == {}


@pytest.mark.parametrize("road", ROADS)
def test_no_gain_and_no_loss_at_one_rate(books, road):
	"""Parts are worth what the invoice posted for them; a share of what remains of it would be a cent more, or less."""
	exchange_rates(d20260101=11.3333)
	sold = posted_invoice(
		item("5000", 7, unit_price=33.33, line_discount_percent=7),
		item("5000", 3, unit_price=9.99),
		customer=HAMBURG,
		invoice_discount_calculation="Amount",
		invoice_discount_amount=7.77,
	)
	memos = credit(sold, road, [1, 1], [1, 1], [2, 1], [3, 0])
	for memo in memos:
		entry = frappe.db.get_value("Sales Credit Memo", memo, "customer_ledger_entry")
		if frappe.db.get_value("Customer Ledger Entry", entry, "remaining_amount"):
			api.apply_entries(entry, [{"entry": sold.customer_ledger_entry}])
	assert entries("Customer Ledger Application", "name", exchange_difference_lcy=("!=", 0)) == []
	assert left(sold, memos) == {}
	remaining = ["remaining_amount", "remaining_amount_lcy"]
	for name in (sold.customer_ledger_entry, entry):
		assert frappe.db.get_value("Customer Ledger Entry", name, remaining) == (0, 0)
	assert verify() == []


def test_another_rate_is_a_gain_or_a_loss_all_the_same(books):
	"""100 EUR and VAT at 11; the memo of 25 EUR and VAT is typed at 12, so it is worth 25 and VAT more."""
	exchange_rates(d20260101=11)
	sold = posted_invoice(item("5000", 4, unit_price=25), customer=HAMBURG)
	memo = taken_back(sold, "corrective")
	memo.lines[0].quantity = 1
	memo.exchange_rate = 12
	memo.save()
	post(memo)
	own = entries(
		"Customer Ledger Application", "exchange_difference_lcy", debit_entry=sold.customer_ledger_entry
	)
	assert own == [(memo.amount_including_vat,)]
	assert verify() == []

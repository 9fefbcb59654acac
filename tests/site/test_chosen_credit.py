"""A credit memo of chosen lines of an invoice: how many, goods back or price only, and why."""

import frappe
import pytest
from build import account, buyer, entries, goods, invoice, item, order, post, posted_invoice, refused, stock
from statements import recorded

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

REASON = "DEFECT"


@pytest.fixture
def reason(books):
	if not frappe.db.exists("Return Reason", REASON):
		frappe.get_doc({"doctype": "Return Reason", "code": REASON, "description": "Does not work"}).insert()
	return REASON


def sold(*more, quantity=10, price=100, **values):
	code = goods(price=price, stock=100)
	bill = posted_invoice(item(code, quantity, **values), *more, customer=buyer())
	return code, bill, bill.lines[0].name


def credit(bill, *lines):
	return frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name, list(lines)))


def shape(memo):
	return [(row.quantity, row.effect, row.unit_price, row.amount) for row in memo.lines]


def test_three_of_ten_come_back(reason):
	"""3 x 100 of an invoice of 10 x 100 and a service: 300, 375 with VAT; 1,625 - 375 = 1,250 stay open."""
	code, bill, line = sold(account("3900", 1, 300))
	memo = credit(bill, {"line": line, "quantity": 3, "effect": "Return", "return_reason": reason})
	assert shape(memo) == [(3, "Return", 100, 300)]
	assert (memo.lines[0].return_reason, memo.corrects_invoice) == (reason, bill.name)
	post(memo)
	bill.reload()
	assert (bill.remaining_amount, bill.lines[0].quantity_credited, stock(code)[0]) == (1250, 3, 93)
	assert verify() == []


def test_a_lower_price_moves_no_goods(books):
	"""10 off each of 4 pieces: 40, and the goods may still come back."""
	code, bill, line = sold()
	memo = credit(bill, {"line": line, "quantity": 4, "effect": "Price", "unit_price": 10})
	assert shape(memo) == [(4, "Price", 10, 40)]
	post(memo)
	bill.reload()
	assert (bill.remaining_amount, bill.lines[0].quantity_credited, stock(code)[0]) == (1200, 0, 90)
	assert len(entries("Item Ledger Entry", "quantity", item=code)) == 2
	assert verify() == []


def test_the_whole_price_of_some_is_given_back_without_the_goods(books):
	"""2 of 10 x 100 less 10 %: 180 and 45 of VAT."""
	code, bill, line = sold(line_discount_percent=10)
	memo = credit(bill, {"line": line, "quantity": 2, "effect": "Price"})
	post(memo)
	assert (memo.amount, memo.vat_amount, stock(code)[0]) == (180, 45, 90)


def test_goods_and_price_of_one_line_on_one_memo(books):
	"""4 come back for 400, 10 off for each of the other 6 are 60."""
	code, bill, line = sold()
	memo = credit(
		bill,
		{"line": line, "quantity": 4},
		{"line": line, "quantity": 6, "effect": "Price", "unit_price": 10},
	)
	assert shape(memo) == [(4, "Return", 100, 400), (6, "Price", 10, 60)]
	post(memo)
	bill.reload()
	assert (bill.remaining_amount, stock(code)[0]) == (1250 - 575, 94)
	assert verify() == []


def test_what_came_back_is_left_out_of_what_is_offered(books):
	_code, bill, line = sold()
	post(credit(bill, {"line": line, "quantity": 4}))
	offered = api.lines_to_credit(bill.name)
	assert [(row["line"], row["row"], row["quantity"], row["left"]) for row in offered] == [(line, 1, 10, 6)]
	assert shape(credit(bill, {"line": line})) == [(6, "Return", 100, 600)]


def test_goods_of_two_shipments(books):
	"""5 and 5 shipped apart, billed together: 7 are 5 of the one and 2 of the other; a price is one row."""
	code = goods(price=100, stock=10)
	doc = order(item(code, 10, qty_to_ship=5), customer=buyer())
	post(doc, ship=True)
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", post(doc, invoice=True).invoice)
	line = bill.lines[0].name
	assert [row.quantity for row in credit(bill, {"line": line, "quantity": 7}).lines] == [5, 2]
	assert shape(credit(bill, {"line": line, "quantity": 7, "effect": "Price", "unit_price": 1})) == [
		(7, "Price", 1, 7)
	]


def test_foreign_currency_and_prices_including_vat(books):
	"""2 of 8 x 12.50 including 25 % VAT, in EUR: 25.00, of which 5.00 are VAT."""
	bill = posted_invoice(
		item(goods(price=10, stock=8), 8, unit_price=12.5),
		customer=buyer(),
		currency="EUR",
		prices_include_vat=1,
	)
	memo = credit(bill, {"line": bill.lines[0].name, "quantity": 2})
	assert (memo.currency, memo.exchange_rate) == ("EUR", bill.exchange_rate)
	assert (memo.amount, memo.vat_amount, memo.amount_including_vat) == (20, 5, 25)


@pytest.mark.parametrize(
	("choice", "said"),
	[
		({"quantity": 11}, "11"),
		({"quantity": 0}, "greater than 0"),
		({"quantity": -1}, "greater than 0"),
		({"quantity": 3, "effect": "Gift"}, "Gift"),
		({"quantity": 3, "unit_price": 50}, "sold at"),
		({"quantity": 11, "effect": "Price"}, "11"),
	],
)
def test_what_can_not_be_credited_is_refused(books, choice, said):
	_code, bill, line = sold()
	with refused("credit_choice") as sentences:
		api.make_corrective_credit_memo(bill.name, [{"line": line, **choice}])
	assert "Row 1" in sentences[0] and said in sentences[0]


def test_everything_against_a_choice_is_told_at_once(books):
	_code, bill, line = sold()
	_other, _bill, foreign = sold()
	with refused("credit_choice", "credit_choice", "credit_choice"):
		api.make_corrective_credit_memo(
			bill.name, [{"line": line, "quantity": 2}, {"line": line, "quantity": 99}, {"line": foreign}]
		)
	with refused("credit_choice"):
		api.make_corrective_credit_memo(bill.name, [])


def test_a_draft_has_no_lines_to_credit(books):
	draft = invoice(item(goods(stock=1)), customer=buyer())
	for act in (api.lines_to_credit, api.make_corrective_credit_memo):
		with pytest.raises(frappe.ValidationError, match="not posted"):
			act(draft.name)


def test_many_chosen_lines_cost_no_more_statements_than_few(books):
	"""Goods back and prices in turns, in the order of the choice."""

	def statements(count: int) -> int:
		bill = posted_invoice(
			*(item(goods(price=100, stock=10), 2) for _line in range(count)), customer=buyer()
		)
		chosen = [
			{"line": line.name, "effect": effect, "quantity": 1}
			for line, effect in zip(bill.lines, ["Price", "Return"] * count, strict=False)
		]
		with recorded() as seen:
			memo = credit(bill, *chosen)
		assert [(row.invoice_line, row.effect) for row in memo.lines] == [
			(entry["line"], entry["effect"]) for entry in chosen
		]
		assert [row.idx for row in memo.lines] == list(range(1, count + 1))
		return len(seen)

	statements(2)  # what is kept of metas and settings
	assert statements(12) <= statements(2) + 4

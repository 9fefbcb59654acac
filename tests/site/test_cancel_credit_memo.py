"""A cancelled credit memo makes its invoice stand again, so that it can be paid or cancelled once more (domain A12)."""

import frappe
import pytest
from build import (
	DAY,
	HAMBURG,
	adjust,
	edit,
	entries,
	goods,
	item,
	ledger,
	order,
	post,
	posted_invoice,
	quantities,
	refused,
	settings,
	statuses,
	stock,
)

from sales_mgmt import api


def four_at_250(**values):
	"""4 × 250 with 25 % VAT: 1,250; the goods cost 60 each."""
	code = goods(price=250, stock=10)
	return code, posted_invoice(item(code, 4), **values)


def shown(doctype, name, fields="status remaining_amount cancelled_by"):
	return frappe.db.get_value(doctype, name, fields.split())


def opposite(values):
	return {key: -value for key, value in values.items()}


def test_everything_is_as_before_the_cancellation(books):
	code, bill = four_at_250()
	memo = api.cancel_invoice(bill.name)
	corrective = frappe.get_doc("Sales Invoice", api.cancel_credit_memo(memo))
	assert shown("Sales Invoice", bill.name) == ("Unpaid", 1250, None)
	assert shown("Sales Credit Memo", memo) == ("Cancelled", 0, corrective.name)
	assert shown("Sales Invoice", corrective.name) == ("Paid", 0, None)
	assert (corrective.docstatus, corrective.amount_including_vat) == (1, 1250)
	assert corrective.corrects_credit_memo == memo
	assert ledger(corrective.name) == {"1500": 1250, "3000": -1000, "2700": -250, "4300": 240, "1460": -240}
	assert stock(code) == (6, 360)
	assert entries(
		"Item Ledger Entry", "quantity cost_amount sales_amount", document_name=corrective.name
	) == [(-4, -240, 1000)]
	assert entries("VAT Entry", "base amount", document_name=corrective.name) == [(-1000, -250)]
	amounts = entries("Customer Ledger Entry", "amount remaining_amount open", document_name=corrective.name)
	assert amounts == [(1250, 0, 0)]
	assert frappe.db.get_value("Sales Invoice Line", {"parent": bill.name}, "quantity_credited") == 0


def test_the_invoice_can_be_cancelled_again_and_again(books):
	code, bill = four_at_250()
	for _ in range(3):
		memo = api.cancel_invoice(bill.name)
		assert stock(code) == (10, 600)
		api.cancel_credit_memo(memo)
		assert stock(code) == (6, 360)
	api.cancel_invoice(bill.name)
	assert shown("Sales Invoice", bill.name, "status remaining_amount") == ("Cancelled", 0)


def test_the_invoice_can_be_paid_or_credited(books):
	code, bill = four_at_250()
	api.cancel_credit_memo(api.cancel_invoice(bill.name))
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	memo.lines[0].quantity = 1
	memo.save()
	post(memo)
	assert stock(code) == (7, 420)
	api.register_payment(bill.customer, 937.5, DAY, bill.name)
	assert shown("Sales Invoice", bill.name, "status remaining_amount") == ("Paid", 0)


def test_the_order_has_its_counters_again(books):
	code = goods(stock=100)
	sale = order(item(code, 100, qty_to_ship=40))
	bill = post(sale, ship=True, invoice=True).invoice
	api.cancel_credit_memo(api.cancel_invoice(bill))
	sale.reload()
	assert quantities(sale) == [(60, 60, 40, 40, 60, 0)]
	assert statuses(sale) == ("Released", "Partly Shipped", "Partly Invoiced")
	post(sale, ship=True, invoice=True)
	assert sale.status == "Completed"
	assert stock(code) == (0, 0)


def test_a_completed_order_is_completed_again(books):
	sale = order(item(goods(stock=10), 10))
	bill = post(sale, ship=True, invoice=True).invoice
	memo = api.cancel_invoice(bill)
	sale.reload()
	assert sale.status == "Released"
	api.cancel_credit_memo(memo)
	sale.reload()
	assert statuses(sale) == ("Completed", "Shipped", "Invoiced")


def test_an_order_that_was_shipped_meanwhile_has_no_room(books):
	sale = order(item(goods(stock=20), 10))
	memo = api.cancel_invoice(post(sale, ship=True, invoice=True).invoice)
	sale.reload()
	edit(sale, qty_to_ship=3)
	post(sale, ship=True)
	with refused("order_rest") as sentences:
		api.cancel_credit_memo(memo)
	assert f"order {sale.name} has 7 left to ship, and this row needs 10" in sentences[0]


def test_an_order_that_was_closed_or_emptied_meanwhile_has_no_room(books):
	first, second = (order(item(goods(stock=10), 10), item(goods(stock=5), 5)) for _ in range(2))
	memos = [api.cancel_invoice(post(sale, ship=True, invoice=True).invoice) for sale in (first, second)]
	api.close_order(first.name, "Not wanted")
	with refused("order_rest", "order_rest"):
		api.cancel_credit_memo(memos[0])
	api.reopen("Sales Order", second.name)
	second.reload()
	second.remove(second.lines[0])
	second.lines[0].quantity = 4
	second.save()
	with refused("order_line", "order_rest"):
		api.cancel_credit_memo(memos[1])


def test_goods_that_left_meanwhile(books):
	code, bill = four_at_250()
	memo = api.cancel_invoice(bill.name)
	posted_invoice(item(code, 7))
	with refused("stock") as sentences:
		api.cancel_credit_memo(memo)
	assert "4 of item" in sentences[0] and "3 of them are left" in sentences[0]
	adjust((code, 10, 60))
	with refused("stock"):  # others came, not these
		api.cancel_credit_memo(memo)


def test_only_a_cancellation_can_be_cancelled_and_only_once(books):
	_code, bill = four_at_250()
	memo = api.cancel_invoice(bill.name)
	api.cancel_credit_memo(memo)
	with refused("E14"):
		api.cancel_credit_memo(memo)
	ordinary = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	with pytest.raises(frappe.ValidationError, match="is not posted"):
		api.cancel_credit_memo(ordinary.name)
	post(ordinary)
	with refused("not_a_cancellation"):
		api.cancel_credit_memo(ordinary.name)


@pytest.mark.parametrize("action", [api.cancel_invoice, api.correct_invoice])
def test_the_corrective_invoice_can_not_be_cancelled_or_corrected(action, books):
	_code, bill = four_at_250()
	corrective = api.cancel_credit_memo(api.cancel_invoice(bill.name))
	with refused("corrective") as sentences:
		action(corrective)
	assert "A corrective document can not be cancelled or corrected" in sentences[0]


def test_nothing_is_credited_of_the_corrective_invoice(books):
	code, bill = four_at_250()
	corrective = api.cancel_credit_memo(api.cancel_invoice(bill.name))
	with pytest.raises(frappe.ValidationError, match="corrective"):
		api.make_corrective_credit_memo(corrective)
	offered = [row for row in api.lines_to_reverse(bill.customer) if row["item"] == code]
	assert [(row["document"], row["reversible"]) for row in offered] == [(bill.name, 4)]
	entry = frappe.db.get_value("Item Ledger Entry", {"document_name": corrective})
	memo = frappe.get_doc(
		{
			"doctype": "Sales Credit Memo",
			"customer": bill.customer,
			"posting_date": DAY,
			"lines": [item(code, 1, applies_from_entry=entry)],
		}
	).insert()
	with refused("origin"):
		post(memo)


def test_the_cancellation_is_not_unapplied(books):
	"""It would leave an invoice that is cancelled and open."""
	_code, bill = four_at_250()
	memo = api.cancel_invoice(bill.name)
	application = frappe.db.get_value("Customer Application", {"document_name": memo})
	with refused("cancellation") as sentences:
		api.unapply(application)
	assert "cancel its credit memo" in sentences[0]
	corrective = api.cancel_credit_memo(memo)
	with refused("cancellation"):
		api.unapply(
			frappe.db.get_value("Customer Application", {"document_name": corrective, "status": "Applied"})
		)


def test_foreign_currency_and_a_cost_that_changed_meanwhile(books):
	"""10 in at 60, 4 sold; +100 on the supply when the goods are back: they leave again at 280, and so does the sale."""
	code = goods(price=100, costing_method="FIFO")
	adjust((code, 10, 60))
	supply = frappe.db.get_value("Item Ledger Entry", {"item": code})
	bill = posted_invoice(item(code, 4), customer=HAMBURG)
	memo = api.cancel_invoice(bill.name)
	line = {"kind": "Cost", "item_ledger_entry": supply, "added_cost": 100}
	cost = frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": [line]}).insert()
	cost.submit()
	corrective = api.cancel_credit_memo(memo)
	again = ledger(corrective)
	assert (again["4300"], again["1460"]) == (280, -280)
	money = {
		account: amount for account, amount in ledger(bill.name).items() if account not in ("4300", "1460")
	}
	assert len(money) > 1 and money.items() <= again.items()
	in_euro, again_in_euro = (ledger(name, "amount_currency") for name in (bill.name, corrective))
	assert {account: again_in_euro[account] for account in money} == {
		account: in_euro[account] for account in money
	}
	assert stock(code) == (6, 420)
	api.cancel_invoice(bill.name)
	assert stock(code) == (10, 700)


def test_every_obstacle_is_told_together(books):
	code, bill = four_at_250()
	memo = api.cancel_invoice(bill.name)
	posted_invoice(item(code, 7))
	frappe.db.set_value("Customer", bill.customer, "blocked", "All")
	frappe.db.set_value("GL Account", "3000", "blocked", 1)
	settings(allow_posting_from="2999-01-01", earliest_allowed_valuation_date="2999-01-01")
	with refused("posting_date", "E20", "E09", "account_blocked", "stock"):
		api.cancel_credit_memo(memo)

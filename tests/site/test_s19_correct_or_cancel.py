"""S19: correct or cancel an unpaid posted invoice (domain A12, decision 9.16)."""

import frappe
import pytest
from build import (
	DAY,
	buyer,
	contents,
	entries,
	goods,
	invoice,
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
from racing import last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.ownership import save_built


def four_at_250(**values):
	"""4 × 250 with 25 % VAT: 1,250; the goods cost 60 each."""
	code = goods(price=250, stock=10)
	return code, posted_invoice(item(code, 4), **values)


def shown(doctype, name, fields="status remaining_amount"):
	return frappe.db.get_value(doctype, name, fields.split())


def test_s19_1_cancel_reverses_everything(books):
	code, bill = four_at_250()
	memo = frappe.get_doc("Sales Credit Memo", api.cancel_invoice(bill.name))
	assert (memo.docstatus, memo.amount_including_vat, memo.corrects_invoice) == (1, 1250, bill.name)
	assert shown("Sales Invoice", bill.name, "status remaining_amount cancelled_by") == (
		"Cancelled",
		0,
		memo.name,
	)
	assert shown("Sales Credit Memo", memo.name) == ("Applied", 0)
	assert ledger(bill.name) == {"1500": 1250, "3000": -1000, "2700": -250, "4300": 240, "1460": -240}
	assert ledger(memo.name) == {"1500": -1250, "3000": 1000, "2700": 250, "4300": -240, "1460": 240}
	assert stock(code) == (10, 600)
	assert entries("Item Ledger Entry", "quantity cost_amount sales_amount", document_name=memo.name) == [
		(4, 240, -1000)
	]
	assert entries("VAT Entry", "base amount", document_name=memo.name) == [(1000, 250)]
	assert entries("Customer Ledger Entry", "amount remaining_amount open", document_name=memo.name) == [
		(-1250, 0, 0)
	]


def test_s19_2_correct_makes_a_new_draft_too(books):
	_code, bill = four_at_250()
	made = api.correct_invoice(bill.name)
	assert shown("Sales Invoice", bill.name) == ("Cancelled", 0)
	draft = frappe.get_doc("Sales Invoice", made["invoice"])
	(line,) = draft.lines
	assert (draft.docstatus, draft.posted_no, draft.corrects_invoice) == (0, None, bill.name)
	assert (line.quantity, line.unit_price, draft.amount_including_vat) == (4, 250, 1250)
	assert frappe.db.get_value("Sales Credit Memo", made["credit_memo"], "docstatus") == 1


@pytest.mark.parametrize("action", [api.cancel_invoice, api.correct_invoice])
def test_s19_3_a_paid_invoice_is_refused(action, books):
	_code, bill = four_at_250()
	api.register_payment(bill.customer, 1, DAY, bill.name)
	with refused("E13"):
		action(bill.name)


def test_s19_4_a_second_cancel_is_refused(books):
	_code, bill = four_at_250()
	api.cancel_invoice(bill.name)
	with refused("E14"):
		api.cancel_invoice(bill.name)


def test_s19_5_the_order_gets_its_quantities_back(books):
	code = goods(stock=100)
	sale = order(item(code, 100, qty_to_ship=40))
	posted = post(sale, ship=True, invoice=True)
	assert quantities(sale) == [(60, 60, 40, 40, 60, 0)]
	api.cancel_invoice(posted.invoice)
	sale.reload()
	assert quantities(sale) == [(100, 100, 0, 0, 100, 0)]
	assert statuses(sale) == ("Released", "Not Shipped", "Not Invoiced")
	assert stock(code) == (100, 6000)


def test_s19_5_a_completed_order_is_open_for_posting_again(books):
	code = goods(stock=10)
	sale = order(item(code, 10))
	posted = post(sale, ship=True, invoice=True)
	assert sale.status == "Completed"
	api.cancel_invoice(posted.invoice)
	again = post(sale, ship=True, invoice=True)
	assert sale.status == "Completed"
	assert again.invoice != posted.invoice
	assert stock(code) == (0, 0)


def test_s19_6_a_corrective_credit_memo_takes_back_a_part(books):
	code, bill = four_at_250()
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	(line,) = memo.lines
	assert (memo.docstatus, line.quantity, line.unit_price, line.invoice) == (0, 4, 250, bill.name)
	line.quantity = 1
	memo.save()
	post(memo)
	assert memo.amount_including_vat == 312.5
	assert shown("Sales Invoice", bill.name) == ("Partly Paid", 937.5)
	assert shown("Sales Credit Memo", memo.name) == ("Applied", 0)
	assert stock(code) == (7, 420)


def test_an_invoice_that_is_credited_in_part_is_not_cancelled(books):
	_code, bill = four_at_250()
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	memo.lines[0].quantity = 1
	memo.applications = []
	memo.save()
	post(memo)
	with refused("credited", "returned"):
		api.cancel_invoice(bill.name)


def test_no_line_is_credited_for_more_than_it_billed(books):
	_code, bill = four_at_250()
	first, second = (api.make_corrective_credit_memo(bill.name) for _ in range(2))
	post(frappe.get_doc("Sales Credit Memo", first))
	with refused("credited", "returned"):
		post(frappe.get_doc("Sales Credit Memo", second))
	with pytest.raises(frappe.ValidationError, match="credited already"):
		api.make_corrective_credit_memo(bill.name)


def test_discounts_of_a_part_follow_its_quantity(books):
	"""3 × 100 less 10 % = 270.00 in steps of one: each takes 90.00, and the whole comes back as 270.00 and no cent more."""
	code = goods(stock=3)
	bill = posted_invoice(item(code, 3, line_discount_percent=10))
	amounts = []
	for _ in range(3):
		memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
		memo.lines[0].quantity = 1
		memo.save()
		post(memo)
		amounts.append(memo.amount)
	assert amounts == [90, 90, 90]
	assert shown("Sales Invoice", bill.name) == ("Paid", 0)


def test_foreign_currency_is_reversed_at_the_rate_of_the_invoice(books):
	from build import HAMBURG

	code = goods(price=100, stock=10)
	bill = posted_invoice(item(code, 10), customer=HAMBURG)
	before = ledger(bill.name)
	memo = api.cancel_invoice(bill.name)
	assert ledger(memo) == {account: -amount for account, amount in before.items()}
	assert ledger(memo, "amount_currency") == {
		account: -amount for account, amount in ledger(bill.name, "amount_currency").items()
	}


def test_a_draft_is_not_cancelled():
	draft = invoice(item(goods(stock=1), 1))
	with pytest.raises(frappe.ValidationError, match="is not posted"):
		api.cancel_invoice(draft.name)


@pytest.mark.parametrize("action", [api.cancel_invoice, api.correct_invoice])
def test_s19_7_an_error_after_numbering_leaves_nothing_and_no_gap(action, books, monkeypatch):
	"""The number was taken, then the ledger fails: all is rolled back, and the next credit memo gets that number."""
	code, bill = four_at_250()
	taken = []

	def fails(*_args):
		taken.append(last_number("posted_credit_memo_series")[1])
		raise RuntimeError("Forced")

	before, last = contents(), last_number("posted_credit_memo_series")
	frappe.db.savepoint("request")
	with monkeypatch.context() as patched:
		patched.setattr("sales_mgmt.posting.corrections.cancellation.write_money", fails)
		with pytest.raises(RuntimeError):
			action(bill.name)
	frappe.db.rollback(save_point="request")
	assert taken == numbers_after(last, 1)
	assert contents() == before
	memo = api.cancel_invoice(bill.name)
	assert frappe.db.get_value("Sales Credit Memo", memo, "posted_no") == taken[0]
	assert stock(code) == (10, 600)


def test_every_obstacle_is_told_together(books):
	"""Posting date, valuation date, customer, account, number series, payment: domain A12."""
	_code, bill = four_at_250()
	api.register_payment(bill.customer, 1, DAY, bill.name)
	frappe.db.set_value("Customer", bill.customer, "blocked", "All")
	frappe.db.set_value("GL Account", "3000", "blocked", 1)
	settings(
		allow_posting_from="2999-01-01",
		earliest_allowed_valuation_date="2999-01-01",
	)
	frappe.db.set_single_value("Sales Settings", "posted_credit_memo_series", "")
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	with refused("posting_date", "E20", "E13", "E09", "account_blocked", "series"):
		api.cancel_invoice(bill.name)


def test_an_invoice_of_combined_shipments_is_credited_instead(books):
	code = goods(stock=10)
	customer = buyer()
	orders = [order(item(code, 5), customer=customer) for _ in range(2)]
	for sale in orders:
		post(sale, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", orders[0].name))
	other = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", orders[1].name))
	(line,) = (row.as_dict(no_default_fields=True) for row in other.lines if row.order_line)
	other.delete()
	bill.append("lines", line)
	save_built(bill)
	post(bill)
	with refused("combined"):
		api.cancel_invoice(bill.name)


def test_an_invoice_that_was_paid_at_once(books):
	code = goods(stock=10)
	bill = posted_invoice(item(code, 4), customer=buyer(payment_method="CASH"))
	with refused("E13"):
		api.cancel_invoice(bill.name)

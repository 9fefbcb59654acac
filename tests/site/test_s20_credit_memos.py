"""S20: credit memos by hand, applied in part, without a payment method (domain A13)."""

import frappe
import pytest
from build import OSLO, buyer, goods, item, ledger, post, posted_invoice, refused, settings, stock
from printed import pages
from test_credit_memo import credit_memo, return_order

from sales_mgmt import api
from sales_mgmt.print_formats.pdf import render_pdf


def sold_at_90():
	"""10 pieces at 90 with 25 % VAT: 1,125.00."""
	code = goods(price=100, stock=10)
	return code, posted_invoice(item(code, 10, unit_price=90), customer=buyer())


def returned(bill, quantity, **values):
	"""A draft credit memo of some pieces of the first line of an invoice."""
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	memo.lines[0].quantity = quantity
	memo.update(values)
	memo.save()
	return memo


def test_s20_1_three_of_ten_are_given_back(books):
	code, bill = sold_at_90()
	memo = returned(bill, 3)
	post(memo)
	assert memo.amount_including_vat == 337.5
	assert stock(code) == (3, 180)
	assert ledger(memo.name) == {"1500": -337.5, "3000": 270, "2700": 67.5, "4300": -180, "1460": 180}


def test_s20_2_a_part_is_applied_and_the_rest_stays_open(books):
	_code, bill = sold_at_90()
	memo = returned(bill, 3)
	(row,) = memo.applications
	assert (row.entry, row.remaining_amount) == (bill.customer_ledger_entry, 1125)
	row.amount = 100
	memo.save()
	memo.run_method("onload")
	assert memo.get_onload("credit") == {"applied": 100, "open": 237.5}
	post(memo)
	bill.reload()
	assert (memo.status, memo.remaining_amount) == ("Partly Applied", 237.5)
	assert (bill.status, bill.remaining_amount) == ("Partly Paid", 1025)


@pytest.mark.parametrize(("remaining", "credit"), [(None, (337.5, 0)), (50, (50, 287.5))])
def test_s20_2_without_an_amount_as_much_as_possible_is_applied(books, remaining, credit):
	_code, bill = sold_at_90()
	if remaining:
		api.register_payment(bill.customer, 1125 - remaining, "2026-03-02", apply_to=bill.name)
	memo = returned(bill, 3)
	memo.run_method("onload")
	assert memo.get_onload("credit") == {"applied": credit[0], "open": credit[1]}
	post(memo)
	assert memo.remaining_amount == credit[1]


def test_s20_5_no_payment_method_by_default(books):
	"""The customer pays cash at once; that says nothing about how money goes back."""
	customer = buyer(OSLO, payment_method="CASH")
	code = goods(stock=10)
	assert posted_invoice(item(code, 2), customer=customer).payment_method == "CASH"
	assert credit_memo(item(code), customer=customer).payment_method is None
	sold = posted_invoice(item(code, 2), customer=customer)
	for target in ("Sales Credit Memo", "Sales Return Order"):
		name = api.copy_document("Sales Invoice", sold.name, target)
		assert frappe.db.get_value(target, name, "payment_method") is None
	made = api.make_return_order("Sales Invoice", sold.name)
	assert frappe.db.get_value("Sales Return Order", made, "payment_method") is None


def test_s41_4_a_blocked_item_comes_back_but_is_not_sold(books):
	code, bill = sold_at_90()
	frappe.db.set_value("Item", code, "sales_blocked", 1)
	for make in (credit_memo, return_order):
		assert make(item(code, 1)).lines[0].item == code
	post(returned(bill, 1))
	assert stock(code)[0] == 1
	with refused("E10"):
		frappe.get_doc({"doctype": "Sales Order", "customer": OSLO, "lines": [item(code)]}).insert()
	copied = api.copy_document("Sales Invoice", bill.name, "Sales Return Order")
	assert frappe.get_doc("Sales Return Order", copied).lines[0].item == code


def test_the_credit_memo_on_paper():
	_code, bill = sold_at_90()
	memo = returned(bill, 3)
	(text,) = pages(render_pdf("Sales Credit Memo", memo.name))
	assert "DRAFT" in text and "credited to your account" not in text
	post(memo)
	(text,) = pages(render_pdf("Sales Credit Memo", memo.name))
	for part in (
		f"Credit memo {memo.posted_no}",
		f"Invoice {bill.posted_no}",
		"25 % 270.00 67.50",
		"Total NOK 337.50",
		"NOK 337.50 are credited to your account.",
	):
		assert part in text, part
	assert "Please pay" not in text and "DRAFT" not in text


def test_the_return_receipt_on_paper_has_no_prices():
	code, bill = sold_at_90()
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	name = post(back, ship=True).return_receipt
	(text,) = pages(render_pdf("Return Receipt", name))
	for part in (f"Return receipt {name}", f"Return order {back.name}", "We have received these goods back."):
		assert part in text, part
	assert f"{code}{code}10PCS" in text.replace(" ", "")
	assert "90" not in text.replace(code, "").replace(name, "") or "90.00" not in text


def test_credit_memos_and_return_orders_are_posted_in_a_batch(books):
	_code, bill = sold_at_90()
	memo = returned(bill, 3)
	batch = api.post_batch("Sales Credit Memo", names=[memo.name], background=False)
	(row,) = frappe.get_doc("Posting Batch", batch).results
	assert (row.outcome, row.credit_memo) == ("Posted", memo.name)
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	batch = api.post_batch("Sales Return Order", names=[back.name], ship=True, background=False)
	(row,) = frappe.get_doc("Posting Batch", batch).results
	assert row.outcome == "Posted" and row.return_receipt and not row.credit_memo


def test_a_test_report_speaks_of_receiving(books):
	settings(archive_return_orders=1)
	_code, bill = sold_at_90()
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	report = api.test_report("Sales Return Order", back.name, ship=True, invoice=True)
	assert "Receive and Credit" in report
	assert api.posting_options("Sales Return Order")["options"] == ["Ship", "Invoice", "Ship and Invoice"]
	assert api.posting_options("Sales Credit Memo")["options"] == ["Invoice"]

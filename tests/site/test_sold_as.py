"""What is taken back leaves the groups and accounts it was sold with, whatever setup and customer say by now."""

import frappe
import pytest
from build import account, buyer, draft, entries, goods, item, ledger, order, post, posted_invoice

from sales_mgmt import api
from sales_mgmt.patches import accounts_of_lines
from sales_mgmt.posting.verify.books import verify

VAT = "vat_business_group vat_product_group vat_percent base amount"
ROADS = ["memo", "return order", "corrective memo", "receipts on a memo", "copy"]


def setup(doctype, name, **values):
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	doc.save()


def new_account(number):
	like = frappe.get_doc("GL Account", "2700" if number.startswith("2") else "3000")
	frappe.get_doc(
		{
			"doctype": "GL Account",
			"account_no": number,
			"account_name": f"Account {number}",
			"account_category": like.account_category,
		}
	).insert()


def export(customer):
	"""The customer moved abroad."""
	setup(
		"Customer",
		customer,
		business_posting_group="EXPORT",
		vat_business_group="EXPORT",
		customer_posting_group="EXPORT",
	)
	frappe.clear_document_cache("Customer", customer)


def take_back(road, sold):
	"""The posted credit memo that takes back all of an invoice."""
	if road == "corrective memo":
		memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(sold.name))
	elif road == "memo":
		memo = draft("Sales Credit Memo", {"type": "Comment", "description": "Back"}, customer=sold.customer)
		api.get_lines_to_reverse(memo.name, [line.name for line in sold.lines], "Sales Credit Memo")
		memo.reload()
	elif road == "copy":
		name = api.copy_document("Sales Invoice", sold.name, "Sales Credit Memo")
		memo = frappe.get_doc("Sales Credit Memo", name)
	else:
		back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
		if road == "return order":
			made = post(back, ship=True, invoice=True).credit_memo
			return frappe.get_doc("Sales Credit Memo", made)
		post(back, ship=True)
		memo = draft("Sales Credit Memo", {"type": "Comment", "description": "Back"}, customer=sold.customer)
		api.get_return_receipt_lines(memo.name)
		memo.reload()
	post(memo)
	return memo


@pytest.mark.parametrize("road", ROADS)
def test_accounts_of_the_sale(books, road):
	"""10 x 100 less 10 % on 3000, 3080 and 2700. By the time they come back setup names 3001, 3081 and 2709."""
	sold = posted_invoice(item(goods(price=100, stock=10), 10, line_discount_percent=10), customer=buyer())
	assert ledger(sold.name) == pytest.approx(
		{"1500": 1125, "3000": -1000, "3080": 100, "2700": -225, "4300": 600, "1460": -600}
	)
	for number in ("3001", "3081", "2709"):
		new_account(number)
	setup("General Posting Setup", "DOMESTIC-GOODS", sales_account="3001", line_discount_account="3081")
	setup("VAT Posting Setup", "DOMESTIC-STANDARD", sales_vat_account="2709")
	memo = take_back(road, sold)
	given = ledger(memo.name)
	assert {number: given.get(number, 0) for number in ("1500", "3000", "3080", "2700")} == {
		"1500": -1125,
		"3000": 1000,
		"3080": -100,
		"2700": 225,
	}
	assert not {"3001", "3081", "2709"} & set(given)


@pytest.mark.parametrize("road", ROADS)
def test_groups_of_the_sale_though_the_customer_has_others_by_now(books, road):
	"""1,000 at 25 % in Norway; the customer is abroad when it comes back, where there is no VAT."""
	customer = buyer()
	code = goods(price=1000, stock=1)
	sold = posted_invoice(item(code, 1), customer=customer)
	export(customer)
	memo = take_back(road, sold)
	assert (memo.amount, memo.vat_amount) == (1000, 250)
	assert entries("VAT Entry", VAT, document_name=memo.name) == [("DOMESTIC", "STANDARD", 25, 1000, 250)]
	given = ledger(memo.name)
	assert (given.get("3000"), given.get("3100"), given.get("2700")) == (1000, None, 250)
	groups = {
		row
		for row in entries("General Ledger Entry", "business_posting_group", document_name=memo.name)
		if row[0]
	}
	assert groups == {("DOMESTIC",)}
	back = entries("Item Ledger Entry", "business_posting_group", item=code)
	assert back[-1] == ("DOMESTIC",)
	assert verify() == []


def test_one_memo_takes_back_from_two_accounts_and_two_groups(books):
	"""1,000 and 500 at home on two VAT accounts, 200 abroad: each leaves where it is, preview says the same."""
	customer = buyer()
	first = posted_invoice(account("3900", 1, 1000), customer=customer)
	new_account("2709")
	setup("VAT Posting Setup", "DOMESTIC-STANDARD", sales_vat_account="2709")
	second = posted_invoice(account("3900", 1, 500), customer=customer)
	export(customer)
	third = posted_invoice(account("3900", 1, 200), customer=customer)
	memo = draft("Sales Credit Memo", {"type": "Comment", "description": "Back"}, customer=customer)
	api.get_lines_to_reverse(
		memo.name, [sold.lines[0].name for sold in (first, second, third)], "Sales Credit Memo"
	)
	memo.reload()
	assert (memo.amount, memo.vat_amount) == (1700, 375)
	shown = api.preview(memo.doctype, memo.name)
	wanted = [("DOMESTIC", "STANDARD", 25, 1500, 375), ("EXPORT", "STANDARD", 0, 200, 0)]
	assert [tuple(row[field] for field in VAT.split()) for row in shown["VAT Entry"]] == wanted
	post(memo)
	assert entries("VAT Entry", VAT, document_name=memo.name) == wanted
	given = ledger(memo.name)
	assert (given["2700"], given["2709"], given["3900"]) == (250, 125, 1700)


@pytest.mark.parametrize("number", ["3000", "2700"])
@pytest.mark.parametrize("road", ["memo", "return order"])
def test_an_account_that_is_blocked_by_now_is_named(books, road, number):
	"""The setup has moved on to other accounts; what was sold on the old one can not be taken back from it."""
	sold = posted_invoice(item(goods(price=100, stock=10), 10), customer=buyer())
	new_account("3001"), new_account("2709")
	setup("General Posting Setup", "DOMESTIC-GOODS", sales_account="3001")
	setup("VAT Posting Setup", "DOMESTIC-STANDARD", sales_vat_account="2709")
	setup("GL Account", number, blocked=1)
	with pytest.raises(frappe.ValidationError) as refusal:
		take_back(road, sold)
	assert number in str(refusal.value)
	setup("GL Account", number, blocked=0)


def test_a_part_and_a_price_reduction_of_an_order(books):
	"""5 of 10 come back, the others become cheaper by 10 each: 500 and 50, on the accounts of the sale."""
	doc = order(item(goods(price=100, stock=10), 10), customer=buyer())
	sold = frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice)
	assert (sold.lines[0].sales_account, sold.lines[0].sales_vat_account) == ("3000", "2700")
	new_account("3001")
	setup("General Posting Setup", "DOMESTIC-GOODS", sales_account="3001")
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(sold.name))
	memo.lines[0].quantity = 5
	memo.save()
	post(memo)
	assert ledger(memo.name)["3000"] == 500


def test_an_invoice_from_before_goes_by_setup(books):
	"""Its lines say no account: setup is all there is, for the groups it was sold with."""
	customer = buyer()
	sold = posted_invoice(account("3900", 1, 100), item(goods(price=1000, stock=1), 1), customer=customer)
	for field in ("sales_account", "line_discount_account", "invoice_discount_account", "sales_vat_account"):
		frappe.db.set_value("Sales Invoice Line", {"parent": sold.name}, field, None)
	export(customer)
	memo = take_back("memo", sold)
	given = ledger(memo.name)
	assert (given["3000"], given["3900"], given["2700"]) == (1000, 100, 275)


@pytest.mark.parametrize("doctype", ["Sales Credit Memo", "Sales Return Order"])
@pytest.mark.parametrize("left_with", ["order", "invoice"])
def test_goods_that_are_named_by_their_entry_only(books, doctype, left_with):
	"""There is no invoice line, but the order, or invoice, that they left with: 1,000 at 25 % at home."""
	customer, code = buyer(), goods(price=1000, stock=1)
	if left_with == "order":
		sold = post(order(item(code, 1), customer=customer), ship=True).shipment
	else:
		sold = posted_invoice(item(code, 1), customer=customer).name
	(entry,) = frappe.get_all("Item Ledger Entry", {"document_name": sold, "item": code}, pluck="name")
	export(customer)
	frappe.db.set_value("Item", code, "vat_product_group", "FOOD")
	frappe.clear_document_cache("Item", code)
	back = draft(doctype, item(code, 1, applies_from_entry=entry, unit_price=1000), customer=customer)
	assert (back.amount, back.vat_amount) == (1000, 250)
	posted = post(back, ship=True, invoice=True)
	memo = posted.credit_memo or back.name
	assert entries("VAT Entry", VAT, document_name=memo) == [("DOMESTIC", "STANDARD", 25, 1000, 250)]
	given = ledger(memo)
	assert (given["3000"], given["2700"]) == (1000, 250)


def blanked(*bills):
	"""As lines were before they kept their accounts."""
	kept = ("sales_account", "line_discount_account", "invoice_discount_account", "sales_vat_account")
	for bill in bills:
		frappe.db.set_value("Sales Invoice Line", {"parent": bill.name}, dict.fromkeys(kept))


def kept_accounts(bill):
	fields = ["sales_account", "sales_vat_account"]
	rows = frappe.get_all("Sales Invoice Line", {"parent": bill.name}, fields, order_by="idx", as_list=True)
	return list(rows)


def test_lines_from_before_are_told_by_the_ledger(books):
	"""Goods on 3000, food, an account and freight-free services of two VAT accounts; then setup moves on, and the patch comes."""
	food = goods(price=200, stock=2, vat_product_group="FOOD")
	lines = (item(goods(price=100, stock=1), 1), item(food, 1), account("3900", 1, 50), item("5000", 1))
	bill = posted_invoice(*lines, customer=buyer())
	plain = posted_invoice(item(food, 1), customer=buyer())
	before = [kept_accounts(doc) for doc in (bill, plain)]
	assert before[0] == [("3000", "2700"), ("3000", "2701"), ("3900", "2700"), ("3020", "2700")]
	new_account("3001"), new_account("2709")
	setup("General Posting Setup", "DOMESTIC-GOODS", sales_account="3001")
	setup("VAT Posting Setup", "DOMESTIC-STANDARD", sales_vat_account="2709")
	blanked(bill, plain)
	for _run in range(2):
		accounts_of_lines.execute()
		assert [kept_accounts(doc) for doc in (bill, plain)] == before
	memo = take_back("memo", bill)
	given = ledger(memo.name)
	assert (given["3000"], given["2700"], "3001" in given, "2709" in given) == (
		300,
		bill.vat_amount - 30,
		False,
		False,
	)


def test_what_the_ledger_does_not_tell_goes_by_setup(books):
	"""Two VAT accounts of the invoice, and setup names neither any more: nothing is guessed."""
	food = goods(price=200, stock=2, vat_product_group="FOOD")
	bill = posted_invoice(item(goods(price=100, stock=1), 1), item(food, 1), customer=buyer())
	new_account("2709")
	for name in ("DOMESTIC-STANDARD", "DOMESTIC-FOOD"):
		setup("VAT Posting Setup", name, sales_vat_account="2709")
	blanked(bill)
	accounts_of_lines.execute()
	assert kept_accounts(bill) == [("3000", None), ("3000", None)]

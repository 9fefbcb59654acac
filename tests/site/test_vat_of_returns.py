"""What is taken back has the rate and the groups of what it takes back, whatever holds by then."""

import frappe
import pytest
from build import account, buyer, entries, goods, item, post, posted_invoice

from sales_mgmt import api

JULY = "2026-07-01"
VAT = "vat_product_group vat_percent base amount"


@pytest.fixture
def later():
	"""15 % from July on; called after the sale."""

	def change(percent=15):
		doc = frappe.get_doc("VAT Posting Setup", "DOMESTIC-STANDARD")
		doc.update({"rates": [{"starting_date": JULY, "vat_percent": percent}]})
		doc.save()

	return change


def corrective(sold, **values):
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(sold.name))
	memo.update({"posting_date": "2026-07-10", "document_date": "2026-07-10", **values})
	memo.save()
	return memo


def test_a_corrective_credit_memo_in_july(books, later):
	"""1,000 at 25 % in March is 1,250 in July too, and the invoice is settled."""
	later()
	sold = posted_invoice(account("3900", 1, 1000), customer=buyer())
	memo = corrective(sold)
	assert (memo.lines[0].vat_percent, memo.amount_including_vat) == (25, 1250)
	post(memo)
	assert entries("VAT Entry", VAT, document_name=memo.name) == [("STANDARD", 25, 1000, 250)]
	sold.reload()
	assert sold.remaining_amount == 0


def test_preview_says_the_same(books, later):
	later()
	memo = corrective(posted_invoice(account("3900", 1, 1000)))
	shown = api.preview(memo.doctype, memo.name)
	assert [row["amount"] for row in shown["VAT Entry"]] == [250]


@pytest.mark.parametrize("percent", [0, 15, 27])
def test_a_return_order_in_july(books, later, percent):
	later(percent)
	code = goods(price=1000, stock=1)
	sold = posted_invoice(item(code, 1))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
	back.update({"posting_date": "2026-07-10", "document_date": "2026-07-10"})
	back.save()
	assert (back.lines[0].vat_percent, back.amount_including_vat) == (25, 1250)
	posted = post(back, ship=True, invoice=True, posting_date="2026-07-12")
	memo = frappe.get_doc("Sales Credit Memo", posted.credit_memo)
	assert (memo.amount_including_vat, memo.lines[0].vat_percent) == (1250, 25)
	assert entries("VAT Entry", VAT, document_name=memo.name) == [("STANDARD", 25, 1000, 250)]


def test_receipts_fetched_on_a_credit_memo_of_july(books, later):
	later()
	code = goods(price=1000, stock=1)
	sold = posted_invoice(item(code, 1))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
	post(back, ship=True, posting_date="2026-07-10")
	memo = frappe.get_doc(
		{
			"doctype": "Sales Credit Memo",
			"customer": sold.customer,
			"posting_date": "2026-07-10",
			"document_date": "2026-07-10",
			"lines": [{"type": "Comment", "description": "Received in July"}],
		}
	).insert()
	api.get_return_receipt_lines(memo.name)
	memo.reload()
	assert memo.amount_including_vat == 1250
	post(memo)
	assert entries("VAT Entry", VAT, document_name=memo.name) == [("STANDARD", 25, 1000, 250)]


def test_groups_stay_though_the_item_has_others_by_now(books, later):
	later()
	code = goods(price=1000, stock=1)
	sold = posted_invoice(item(code, 1))
	frappe.db.set_value("Item", code, "vat_product_group", "FOOD")
	frappe.clear_document_cache("Item", code)
	memo = corrective(sold)
	memo.lines[0].vat_product_group = "FOOD"
	memo.save()
	assert (memo.lines[0].vat_product_group, memo.amount_including_vat) == ("STANDARD", 1250)
	post(memo)
	assert entries("VAT Entry", VAT, document_name=memo.name) == [("STANDARD", 25, 1000, 250)]


def test_one_memo_takes_back_two_rates(books, later):
	"""March at 25 % and August at 15 %, on one credit memo: both stand in its VAT specification."""
	later()
	customer = buyer()
	march = posted_invoice(account("3900", 1, 1000), customer=customer)
	august = posted_invoice(account("3900", 1, 100), customer=customer, posting_date="2026-08-03")
	assert august.amount_including_vat == 115
	memo = corrective(march)
	api.get_lines_to_reverse(memo.name, [august.lines[0].name], "Sales Credit Memo")
	memo.reload()
	assert memo.amount_including_vat == 1365
	post(memo)
	assert entries("VAT Entry", VAT, document_name=memo.name) == [
		("STANDARD", 25, 1000, 250),
		("STANDARD", 15, 100, 15),
	]


def test_a_new_sale_has_the_rate_of_its_day(books, later):
	"""What replaces a cancelled invoice is a new sale."""
	later()
	sold = posted_invoice(account("3900", 1, 1000))
	made = api.correct_invoice(sold.name)
	draft = frappe.get_doc("Sales Invoice", made["invoice"])
	assert (draft.lines[0].vat_percent, draft.amount_including_vat) == (15, 1150)

"""Payment Terms: Calculate Payment Discount on Credit Memos (domain 1.6, 7.6, A31; check S32.3). Figures by hand: 1,000 and
25 % VAT are 1,250; 2 % of that are 25. A credit memo over 250 takes 5 of them, so 1,000 - 20 = 980 is left to pay in time."""

import frappe
import pytest
from build import DAY, account, buyer, draft, entries, goods, invoice, item, post, posted_invoice

from sales_mgmt import api
from sales_mgmt.patches import discounts_of_returns

IN_TIME = "2026-03-10"
POSSIBLE = "payment_discount_amount payment_discount_lost remaining_amount"


@pytest.fixture(params=[1, 0], ids=["calculated", "not calculated"])
def either(site, request):
	return terms(request.param)


@pytest.fixture
def calculated(site):
	return terms(1)


def terms(calculated):
	values = {"due_date_calculation": "14D", "discount_date_calculation": "8D", "discount_percent": 2}
	new = {"doctype": "Payment Terms", "code": "S32C", **values, "discount_on_credit_memos": calculated}
	frappe.get_doc(new).insert()
	return calculated


def customer():
	return buyer(payment_terms="S32C", payment_method="BANK")


def sold(net=1000):
	return posted_invoice(account("3900", 1, net), customer=customer())


def credit(bill, net=200, applied=True, **values):
	memo = draft("Sales Credit Memo", account("3900", 1, net), customer=bill.customer, **values)
	if applied:
		memo.append("applications", {"entry": bill.customer_ledger_entry})
		memo.save()
	return memo


def left(*documents):
	names = [frappe.db.get_value(doc.doctype, doc.name, "customer_ledger_entry") for doc in documents]
	return [frappe.db.get_value("Customer Ledger Entry", name, "remaining_amount") for name in names]


def pay(bill, amount, on=IN_TIME):
	return frappe.get_doc(
		"Customer Payment", api.register_payment(bill.customer, amount, on, apply_to=bill.name)
	)


@pytest.mark.parametrize("at_once", [True, False], ids=["applied as it is posted", "applied later"])
def test_a_credit_memo_takes_its_part_of_the_discount(at_once, calculated, books):
	bill = sold()
	memo = credit(bill, applied=at_once)
	post(memo)
	if not at_once:
		entry = frappe.db.get_value("Sales Credit Memo", memo.name, "customer_ledger_entry")
		api.apply_entries(entry, [bill.customer_ledger_entry])
	assert entries("Customer Ledger Entry", POSSIBLE, document_name=memo.name) == [(-5, 5, 0)]
	assert entries("Customer Ledger Entry", POSSIBLE, document_name=bill.name) == [(25, 5, 1000)]
	payment = pay(bill, 980)
	assert left(bill, memo) == [0, 0]
	assert payment.unapplied_amount == 0


def test_without_the_setting_the_invoice_keeps_its_discount(books):
	"""1,250 - 250 - 25 = 975 is to pay."""
	terms(0)
	bill = sold()
	memo = credit(bill)
	assert (memo.payment_discount_percent, memo.payment_discount_date) == (0, None)
	post(memo)
	assert entries("Customer Ledger Entry", POSSIBLE, document_name=bill.name) == [(25, 0, 1000)]
	payment = pay(bill, 975)
	assert (left(bill), payment.unapplied_amount) == ([0], 0)


@pytest.mark.parametrize(("due", "paid"), [(1, 980), (0, 975)])
def test_a_corrective_credit_memo(due, paid, books):
	terms(due)
	bill = posted_invoice(account("3900", 5, 200), customer=customer())
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	memo.lines[0].quantity = 1
	memo.posting_date = memo.document_date = DAY
	memo.save()
	post(memo)
	payment = pay(bill, paid)
	assert (left(bill, memo), payment.unapplied_amount) == ([0, 0], 0)


def test_a_return_order_that_is_credited(calculated, books):
	"""5 are sold at 200, 1 comes back."""
	code = goods(price=200, stock=5)
	bill = posted_invoice(item(code, 5), customer=customer())
	order = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	assert order.payment_discount_percent == 2
	order.lines[0].quantity = 1
	order.posting_date = order.document_date = DAY
	order.save()
	memo = frappe.get_doc("Sales Credit Memo", post(order, ship=True, invoice=True).credit_memo)
	api.apply_entries(memo.customer_ledger_entry, [bill.customer_ledger_entry])
	assert (pay(bill, 980).unapplied_amount, left(bill, memo)) == (0, [0, 0])


def test_an_invoice_with_a_discount_of_its_own_gives_that_back(calculated, books):
	"""3 % of 1,250 were agreed: 37.50, of which a fifth goes."""
	bill = posted_invoice(account("3900", 5, 200), customer=customer(), payment_discount_percent=3)
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	assert memo.payment_discount_percent == 3
	memo.lines[0].quantity = 1
	memo.posting_date = memo.document_date = DAY
	memo.save()
	post(memo)
	assert entries("Customer Ledger Entry", POSSIBLE, document_name=bill.name) == [(37.5, 7.5, 1000)]


def test_what_is_unapplied_comes_back(calculated, books):
	bill = sold()
	memo = credit(bill)
	post(memo)
	application = frappe.db.get_value("Customer Application", {"document_name": memo.name}, "name")
	api.unapply(application)
	assert entries("Customer Ledger Entry", POSSIBLE, document_name=bill.name) == [(25, 0, 1250)]
	assert entries("Customer Ledger Entry", POSSIBLE, document_name=memo.name) == [(-5, 0, -250)]
	assert (pay(bill, 1225).unapplied_amount, left(bill)) == (0, [0])


def test_a_refund_in_time_keeps_the_discount(calculated, books):
	"""We pay 245 back for 250 that were credited."""
	bill = sold()
	memo = credit(bill, applied=False)
	post(memo)
	entry = frappe.db.get_value("Sales Credit Memo", memo.name, "customer_ledger_entry")
	refund = {"doctype": "Customer Payment", "kind": "Refund", "customer": bill.customer}
	doc = frappe.get_doc(
		{**refund, "posting_date": IN_TIME, "amount": 245, "applications": [{"entry": entry}]}
	)
	doc.insert().submit()
	assert left(memo) == [0]


def test_a_cancelled_invoice_leaves_nothing(calculated, books):
	bill = sold()
	memo = frappe.get_doc("Sales Credit Memo", api.cancel_invoice(bill.name))
	assert left(bill, memo) == [0, 0]


def test_s32_3_credit_memos_have_no_method_unless_the_terms_say_so(either, books):
	"""Typed, corrective, from a return order, copied: every road."""
	expected = ("BANK", 2) if either else (None, 0)
	code = goods(price=200, stock=5)
	bill = posted_invoice(item(code, 5), customer=customer())
	assert bill.payment_method == "BANK"
	typed = credit(bill, applied=False)
	made = [
		typed,
		draft("Sales Return Order", item(code, 1), customer=bill.customer),
		frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name)),
		frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name)),
	]
	for target in ("Sales Credit Memo", "Sales Return Order"):
		made.append(frappe.get_doc(target, api.copy_document("Sales Invoice", bill.name, target)))
	found = [(doc.payment_method or None, doc.payment_discount_percent) for doc in made]
	assert found == [expected] * len(made)


def test_an_order_copied_from_a_return_has_the_terms_discount(either):
	back = draft("Sales Return Order", item(goods(stock=1), 1), customer=customer())
	made = api.copy_document("Sales Return Order", back.name, "Sales Order")
	values = frappe.db.get_value("Sales Order", made, ["payment_method", "payment_discount_percent"])
	assert values == ("BANK", 2)


def test_terms_that_are_changed_decide_anew(calculated):
	memo = draft("Sales Credit Memo", account("3900", 1, 100), customer=buyer(payment_terms="14D"))
	assert (memo.payment_discount_percent, memo.payment_method) == (0, None)
	memo.payment_terms = "S32C"
	memo.save()
	assert memo.payment_discount_percent == 2


def test_open_returns_from_before_show_what_counts():
	terms(0)
	memo = draft("Sales Credit Memo", account("3900", 1, 100), customer=customer())
	frappe.db.set_value(
		"Sales Credit Memo", memo.name, {"payment_discount_percent": 2, "payment_discount_date": DAY}
	)
	bill = invoice(account("3900", 1, 100), customer=customer())
	discounts_of_returns.execute()
	memo.reload()
	assert (memo.payment_discount_percent, memo.payment_discount_date) == (0, None)
	frappe.db.set_value("Payment Terms", "S32C", "discount_on_credit_memos", 1)
	frappe.db.set_value("Sales Credit Memo", memo.name, "payment_discount_percent", 2)
	discounts_of_returns.execute()
	assert frappe.db.get_value("Sales Credit Memo", memo.name, "payment_discount_percent") == 2
	assert frappe.db.get_value("Sales Invoice", bill.name, "payment_discount_percent") == 2

"""A customer that is moved to another posting group still pays what it owed before (domain A22, 4.5).

A payment stands on the customer's present account; what it pays takes it to the account of the entry it pays, within the
same posting, and unapplying takes it back. DOMESTIC stands on 1500, EXPORT on 1510. Figures are computed by hand.
"""

import frappe
import pytest
from build import DAY, HAMBURG, account, buyer, draft, exchange_rates, ledger, post, posted_invoice, settings

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify


def move(customer, group):
	doc = frappe.get_doc("Customer", customer)
	doc.customer_posting_group = group
	doc.save()


def bill(net, customer, **values):
	return posted_invoice(account("3900", 1, net), customer=customer, **values)


def pay(customer, amount, apply_to=None, on=DAY, **values):
	return frappe.get_doc("Customer Payment", api.register_payment(customer, amount, on, apply_to, **values))


def moved():
	"""A customer that owes 1,000 on 1500 and pays from 1510 on."""
	customer = buyer(payment_terms="14D-8D2")
	document = bill(800, customer)
	move(customer, "EXPORT")
	return customer, document


def left(*documents):
	return [
		frappe.db.get_value("Customer Ledger Entry", document.customer_ledger_entry, "remaining_amount")
		for document in documents
	]


def application(**filters):
	return frappe.db.get_value("Customer Application", {"status": "Applied", **filters}, "name")


def test_an_old_invoice_is_paid_after_the_move(books):
	customer, document = moved()
	payment = pay(customer, 1000, document.name, on="2026-03-20")
	assert ledger(payment.name) == {"1920": 1000, "1500": -1000}
	assert left(document, payment) == [0, 0]


def test_what_is_not_applied_stands_on_the_present_account(books):
	customer, document = moved()
	payment = pay(customer, 1300, document.name, on="2026-03-20")
	assert ledger(payment.name) == {"1920": 1300, "1500": -1000, "1510": -300}
	part = pay(customer, 200, on="2026-03-20")
	assert ledger(part.name) == {"1920": 200, "1510": -200}


def test_a_discount_stands_against_the_account_of_the_invoice(books):
	customer, document = moved()
	payment = pay(customer, 980, document.name)
	assert ledger(payment.name) == {"1920": 980, "1500": -1000, "8150": 20}


def test_later_applications_move_it_and_unapplying_moves_it_back(books):
	customer, document = moved()
	payment = pay(customer, 600, on="2026-03-20")
	first = api.apply_entries(payment.name, [{"entry": document.name, "amount": 400}])
	assert ledger(first) == {"1510": 400, "1500": -400}
	assert verify() == []
	second = api.apply_entries(document.name, payment.name)
	assert ledger(second) == {"1510": 200, "1500": -200}
	assert verify() == []
	api.unapply(second)
	assert verify() == []
	api.unapply(first)
	reversal = frappe.db.get_value("Customer Application", {"reverses": first}, "name")
	assert ledger(reversal) == {"1510": -400, "1500": 400}
	assert left(document, payment) == [1000, -600]


def test_a_payment_that_applied_itself_is_taken_back(books):
	customer, document = moved()
	payment = pay(customer, 1000, document.name, on="2026-03-20")
	taken = application(document_name=payment.name)
	api.unapply(taken)
	reversal = frappe.db.get_value("Customer Application", {"reverses": taken}, "name")
	assert ledger(reversal) == {"1510": -1000, "1500": 1000}


def test_moved_again_between_payment_and_application(books):
	"""The payment stands where it was posted; present groups do not matter to what is posted."""
	customer, document = moved()
	payment = pay(customer, 1000, on="2026-03-20")
	move(customer, "DOMESTIC")
	new = bill(80, customer)
	name = api.apply_entries(payment.name, [document.name, new.name])
	assert ledger(name) == {"1510": 1000, "1500": -1000}
	assert left(document, new, payment) == [0, 100, 0]


def test_a_refund_of_an_old_payment(books):
	customer = buyer()
	payment = pay(customer, 300)
	move(customer, "EXPORT")
	refund = pay(customer, 200, payment.name, kind="Refund")
	assert ledger(refund.name) == {"1920": -200, "1500": 200}
	assert left(payment, refund) == [-100, 0]
	api.unapply(application(document_name=refund.name))
	assert left(payment, refund) == [-300, 200]


def test_a_credit_memo_of_today_takes_off_an_old_invoice(books):
	customer, document = moved()
	memo = draft("Sales Credit Memo", account("3900", 1, 200), customer=customer)
	post(memo, invoice=True)
	memo.reload()
	name = api.apply_entries(document.name, memo.name)
	assert ledger(name) == {"1510": 250, "1500": -250}
	assert left(document, memo) == [750, 0]


def test_a_corrective_credit_memo_is_applied_as_it_is_posted(books):
	_customer, document = moved()
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(document.name))
	post(memo, invoice=True)
	memo.reload()
	assert left(document, memo) == [0, 0]
	assert ledger(memo.name)["1500"] == -1000


def test_cancelling_an_old_invoice_and_cancelling_that(books):
	_customer, document = moved()
	memo = api.cancel_invoice(document.name)
	assert ledger(memo)["1500"] == -1000
	assert verify() == []
	api.cancel_credit_memo(memo)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_foreign_currency_in_parts_and_back_in_any_order(order, books):
	"""1,000 EUR at 11.50 on 1510, paid on 1500 in two parts at 11.80: the part of 400 EUR gains 120."""
	settings(allow_posting_from=None)
	exchange_rates(d20260101=11.5, d20260320=11.8)
	customer = buyer(HAMBURG)
	document = posted_invoice(account("3900", 1, 1000), customer=customer, posting_date="2026-03-02")
	owed = left(document)[0]
	move(customer, "DOMESTIC")
	payments = [pay(customer, amount, on="2026-03-20", currency="EUR") for amount in (400, 600)]
	names = [api.apply_entries(payment.name, document.name) for payment in payments]
	booked = ledger(names[0])
	assert (booked.pop("1500"), booked.pop("1510")) == (4720, -4600)
	assert [*booked.values()] == [-120]
	assert left(document) == [owed - 1000]
	assert verify() == []
	if order == (1, 0):
		for name in reversed(names):
			api.unapply(name)
			assert verify() == []
		assert left(document) == [owed]
	else:
		with pytest.raises(frappe.ValidationError, match="Unapply the latest application first"):
			api.unapply(names[0])


def test_a_group_keeps_its_receivables_account_once_it_has_entries():
	bill(800, buyer())
	group = frappe.get_doc("Customer Posting Group", "DOMESTIC")
	group.receivables_account = "1510"
	with pytest.raises(frappe.ValidationError, match="can not be changed: ledger entries stand on"):
		group.save()


def test_a_group_without_entries_may_change_its_account():
	group = frappe.get_doc(
		{"doctype": "Customer Posting Group", "code": "T-NEW", "receivables_account": "1500"}
	).insert()
	group.receivables_account = "1510"
	group.save()
	assert frappe.db.get_value("Customer Posting Group", "T-NEW", "receivables_account") == "1510"


def test_verify_looks_at_each_account():
	"""What leaves one receivables account for another without a reason is a drift of both."""
	bill(800, buyer())
	entry = frappe.db.get_value("General Ledger Entry", {"account": "1500", "amount": 1000}, "name")
	table = frappe.qb.DocType("General Ledger Entry")
	frappe.qb.update(table).set(table.account, "1510").where(table.name == entry).run()
	found = {
		(row["name"], row["stored"] - row["computed"]) for row in verify() if row["field"] == "receivables"
	}
	assert found == {("1500", -1000), ("1510", 1000)}

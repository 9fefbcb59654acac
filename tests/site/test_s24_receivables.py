"""S24, S32.3, S41.3: payments, applications and tolerances (domain A22, 7.6). Expected values are computed by hand.

An invoice over 800 + 25 % VAT is 1,000; terms of 2 % within eight days make 20 until 10 March.
"""

import frappe
import pytest
from build import (
	DAY,
	HAMBURG,
	account,
	buyer,
	contents,
	entries,
	exchange_rates,
	invoice,
	ledger,
	post,
	posted_invoice,
	refused,
	settings,
)
from frappe.desk import query_report
from statements import recorded

from dev.demo.company import BILLING
from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError

IN_TIME, IN_GRACE, LATE = "2026-03-10", "2026-03-15", "2026-03-16"
LEFT = "remaining_amount remaining_amount_lcy open"


def bill(net, customer, **values):
	return posted_invoice(account("3900", 1, net), customer=customer, **values)


def pay(customer, amount, apply_to=None, on=DAY, **values):
	return frappe.get_doc("Customer Payment", api.register_payment(customer, amount, on, apply_to, **values))


def left(*documents):
	for document in documents:
		document.reload()
	return [
		frappe.db.get_value("Customer Ledger Entry", document.customer_ledger_entry, "remaining_amount")
		for document in documents
	]


def application_of(document):
	return frappe.db.get_value(
		"Customer Application", {"document_name": document.name, "status": "Applied"}, "name"
	)


# 24.1


def test_s24_1_paid_in_full_and_in_part(books):
	customer = buyer()
	first, second = bill(1000, customer), bill(1000, customer)
	pay(customer, 1250, first.name)
	pay(customer, 500, second.name)
	assert left(first, second) == [0, 750]
	assert (first.status, second.status) == ("Paid", "Partly Paid")
	assert [row["remaining_amount"] for row in api.unpaid_entries(customer)] == [750]


# 24.3


def test_s24_3_apply_to_oldest(books):
	customer = buyer(application_method="Apply to Oldest")
	old, new = (
		bill(560, customer, due_date="2026-04-01"),
		bill(560, customer, due_date="2026-04-02"),
	)
	pay(customer, 1000)
	assert left(old, new) == [0, 400]


def test_s24_3_apply_to_oldest_never_gives_a_tolerance(books):
	settings(max_payment_tolerance=5)
	customer = buyer(application_method="Apply to Oldest")
	document = bill(800, customer)
	pay(customer, 997)
	assert left(document) == [3]


# 24.4


def test_s24_4_unapply_reopens_both(books):
	customer = buyer()
	document = bill(800, customer)
	payment = pay(customer, 600, document.name)
	application = application_of(payment)
	assert api.unapply(application) == application
	assert left(document, payment) == [1000, -600]
	assert (document.status, document.remaining_amount, payment.unapplied_amount) == ("Unpaid", 1000, 600)
	rows = entries("Customer Ledger Application", "amount", customer=customer)
	assert rows == [(600,), (-600,)]
	assert frappe.db.get_value("Customer Application", application, "status") == "Unapplied"
	again = api.apply_entries(payment.name, document.name)
	assert left(document, payment) == [400, 0]
	assert frappe.db.get_value("Customer Application", again, "status") == "Applied"


def test_s24_4_the_newer_application_goes_first(books):
	customer = buyer()
	document = bill(800, customer)
	first, second = pay(customer, 300, document.name), pay(customer, 200, document.name)
	with refused("E29") as sentences:
		api.unapply(application_of(first))
	assert sentences == [f"Unapply the latest application first: {second.posted_no} of {DAY}."]
	api.unapply(application_of(second))
	api.unapply(application_of(first))
	assert left(document, first, second) == [1000, -300, -200]


def test_an_application_is_taken_back_once_and_a_reversal_never(books):
	customer = buyer()
	payment = pay(customer, 300, bill(800, customer).name)
	application = application_of(payment)
	api.unapply(application)
	with refused("unapplied"):
		api.unapply(application)
	reversal = frappe.db.get_value("Customer Application", application, "reversed_by")
	with refused("reversal"):
		api.unapply(reversal)


def test_unapply_gives_back_gain_discount_and_tolerance(books):
	"""1,000 EUR at 11.50, 20 off, paid with 977 at 11.80 = 11,528.60.

	The invoice gives 11,235.50 for 977, 230 for the discount of 20 and 34.50 for the difference of 3; the gain is 293.10.
	"""
	exchange_rates(d20260302=11.5)
	settings(max_payment_tolerance=50)
	customer = buyer(HAMBURG, payment_terms="14D-8D2")
	document = invoice(account("3900", 1, 1000), customer=customer, exchange_rate=11.5)
	post(document)
	exchange_rates(d20260302=11.8)
	payment = pay(customer, 977, document.name)
	booked = {"1920": 11528.6, "1510": -11500, "8060": -293.1, "8150": 230, "8155": 34.5}
	assert ledger(payment.name) == booked
	row = payment.applications[0]
	assert (row.amount, row.payment_discount, row.payment_tolerance) == (977, 20, 3)
	assert left(document, payment) == [0, 0]
	application = application_of(payment)
	api.unapply(application)
	reversal = frappe.db.get_value("Customer Application", application, "reversed_by")
	assert ledger(reversal) == {"1510": -28.6, "8060": 293.1, "8150": -230, "8155": -34.5}
	assert entries("Customer Ledger Entry", LEFT, customer=customer) == [
		(1000, 11500, 1),
		(-977, -11528.6, 1),
	]


def test_an_immediate_payment_can_be_taken_back(books):
	"""Domain 4.7: the payment is an entry of the invoice itself."""
	customer = buyer()
	document = bill(800, customer, payment_method="CASH")
	assert (document.status, document.remaining_amount) == ("Paid", 0)
	api.unapply(application_of(document))
	document.reload()
	assert (document.status, document.remaining_amount) == ("Unpaid", 1000)
	assert entries("Customer Ledger Entry", "amount remaining_amount", customer=customer) == [
		(1000, 1000),
		(-1000, -1000),
	]


def test_unapply_on_a_closed_day_names_the_day(books):
	customer = buyer()
	payment = pay(customer, 300, bill(800, customer).name)
	settings(allow_posting_from="2026-03-05")
	with refused("posting_date"):
		api.unapply(application_of(payment))
	with pytest.raises(PostingError, match="on the same day or later"):
		settings(allow_posting_from=None)
		api.unapply(application_of(payment), "2026-03-01")
	settings(allow_posting_from="2026-03-05")
	api.unapply(application_of(payment), "2026-03-05")
	dates = entries("Customer Ledger Application", "posting_date", customer=customer)
	assert [str(row[0]) for row in dates] == [DAY, "2026-03-05"]


# posted with posted


def test_posted_entries_are_applied_on_the_latest_of_their_dates(books):
	customer = buyer()
	payment = pay(customer, 900, on="2026-03-05")
	first, second = bill(400, customer), bill(400, customer)
	application = api.apply_entries(
		payment.name, [{"entry": first.name, "amount": 100}, {"invoice": second.name}]
	)
	assert left(first, second, payment) == [400, 0, -300]
	values = frappe.db.get_value("Customer Application", application, ["posting_date", "amount", "posted_no"])
	assert (str(values[0]), *values[1:]) == ("2026-03-05", 600, payment.posted_no)


def test_what_can_not_be_applied_is_said_with_its_row(books):
	customer = buyer()
	payment, foreign, document = pay(customer, 900), bill(400, buyer()), bill(400, customer)
	with refused("E27", "twice"):
		api.apply_entries(payment.name, [foreign.name, document.name, document.name])
	other = pay(customer, 10)
	with refused("same_side"):
		api.apply_entries(payment.name, other.name)
	with refused("later"):
		api.apply_entries(payment.name, document.name, posting_date="2026-03-01")
	with refused("nothing"):
		api.apply_entries(payment.name, [])
	api.apply_entries(payment.name, document.name)
	with refused("not_open"):
		api.apply_entries(payment.name, document.name)


def test_a_payment_dated_before_its_invoice_is_applied_afterwards(books):
	customer = buyer()
	document = bill(800, customer, posting_date="2026-03-05")
	with pytest.raises(PostingError, match="apply it later"):
		pay(customer, 1000, document.name, on="2026-03-03")
	payment = pay(customer, 1000, on="2026-03-03")
	api.apply_entries(payment.name, document.name)
	assert left(document, payment) == [0, 0]


# refunds


def test_a_refund_pays_back_what_was_paid_too_much(books):
	customer = buyer()
	payment = pay(customer, 300)
	refund = pay(customer, 200, payment.name, kind="Refund")
	assert ledger(refund.name) == {"1920": -200, "1500": 200}
	assert left(payment, refund) == [-100, 0]
	assert entries("Customer Ledger Entry", "document_type amount", document_name=refund.name) == [
		("Refund", 200)
	]
	assert [row["remaining_amount"] for row in api.unpaid_entries(customer, kind="Refund")] == [100]


def test_a_refund_is_not_applied_to_an_invoice():
	customer = buyer()
	document = bill(800, customer)
	draft = frappe.get_doc(
		{
			"doctype": "Customer Payment",
			"kind": "Refund",
			"customer": customer,
			"amount": 10,
			"posting_date": DAY,
			"applications": [{"entry": document.customer_ledger_entry}],
		}
	).insert()
	with refused("same_side"):
		api.post("Customer Payment", draft.name)


# 24.5

TABLE = [
	# paid on, late discount accepted, amount, discount, tolerance, left on the invoice, left on the payment
	(IN_TIME, None, 985, 20, -5, 0, 0),
	(IN_TIME, None, 980, 20, 0, 0, 0),
	(IN_TIME, None, 975, 20, 5, 0, 0),
	(IN_GRACE, True, 985, 20, -5, 0, 0),
	(IN_GRACE, True, 980, 20, 0, 0, 0),
	(IN_GRACE, True, 975, 20, 5, 0, 0),
	(IN_GRACE, True, 1005, 20, 0, 0, -25),
	(IN_GRACE, True, 1000, 20, 0, 0, -20),
	(IN_GRACE, True, 995, 20, 0, 0, -15),
	(IN_GRACE, False, 1005, 0, -5, 0, 0),
	(IN_GRACE, False, 1000, 0, 0, 0, 0),
	(IN_GRACE, False, 995, 0, 5, 0, 0),
	(LATE, True, 1005, 0, -5, 0, 0),
	(LATE, True, 1000, 0, 0, 0, 0),
	(LATE, True, 995, 0, 5, 0, 0),
	(LATE, True, 985, 0, 0, 15, 0),
	(LATE, True, 980, 0, 0, 20, 0),
	(LATE, True, 975, 0, 0, 25, 0),
]


@pytest.mark.parametrize(("on", "late", "amount", "discount", "tolerance", "owed", "over"), TABLE)
def test_s24_5_the_tolerance_table(on, late, amount, discount, tolerance, owed, over, books):
	settings(max_payment_tolerance=5, payment_discount_grace_period="5D")
	customer = buyer(payment_terms="14D-8D2")
	document = bill(800, customer)
	payment = pay(customer, amount, document.name, on=on, accept_late_discount=late)
	assert left(document, payment) == [owed, over]
	expected = {"1920": amount, "1500": -amount - discount - tolerance, "8150": discount, "8155": tolerance}
	assert ledger(payment.name) == {number: value for number, value in expected.items() if value}
	kinds = dict(entries("Customer Ledger Application", "kind amount", document_name=payment.name))
	kind = "Payment Discount" if on == IN_TIME else "Payment Discount Tolerance"
	assert (kinds.get(kind, 0), kinds.get("Payment Tolerance", 0)) == (discount, tolerance)


def test_s24_5_what_is_asked_about_is_not_done_unless_it_is_said(books):
	"""Defaults of the warnings: leave the difference open, do not accept the late discount."""
	settings(
		max_payment_tolerance=5,
		payment_discount_grace_period="5D",
		payment_tolerance_warning=1,
		late_discount_warning=1,
	)
	customer = buyer(payment_terms="14D-8D2")
	first, second, third = (bill(800, customer) for _ in range(3))
	pay(customer, 997, first.name, on=IN_GRACE)
	pay(customer, 980, second.name, on=IN_GRACE)
	pay(customer, 977, third.name, on=IN_GRACE, accept_tolerance=1, accept_late_discount="1")
	assert left(first, second, third) == [3, 20, 0]


@pytest.mark.parametrize(
	("amount", "discount", "tolerance", "over"),
	[
		(1005, 0, -5, 0),
		(1000, 0, 0, 0),
		(995, 0, 5, 0),
		(985, 20, -5, 0),
		(980, 20, 0, 0),
		(975, 20, 5, 0),
	],
)
def test_s24_5_without_warnings_a_late_discount_goes_where_the_money_is_short(
	amount, discount, tolerance, over, books
):
	"""Decided otherwise than the reference: who pays in full in the grace period is not given 20 that stay open."""
	settings(max_payment_tolerance=5, payment_discount_grace_period="5D", late_discount_warning=0)
	customer = buyer(payment_terms="14D-8D2")
	document = bill(800, customer)
	payment = pay(customer, amount, document.name, on=IN_GRACE)
	assert left(document, payment) == [0, over]
	expected = {"1920": amount, "1500": -1000, "8150": discount, "8155": tolerance}
	assert ledger(payment.name) == {number: value for number, value in expected.items() if value}


def test_s24_5_entries_that_are_applied_later_are_treated_alike(books):
	settings(max_payment_tolerance=5, payment_discount_grace_period="5D", late_discount_warning=0)
	customer = buyer(payment_terms="14D-8D2")
	first, second = bill(800, customer), bill(800, customer)
	full, short = pay(customer, 1000, on=IN_GRACE), pay(customer, 980, on=IN_GRACE)
	api.apply_entries(full.name, first.name)
	api.apply_entries(short.name, second.name)
	assert left(first, full, second, short) == [0, 0, 0, 0]


def test_s24_5_without_warnings_both_are_done(books):
	settings(max_payment_tolerance=5, payment_discount_grace_period="5D", late_discount_warning=0)
	customer = buyer(payment_terms="14D-8D2")
	document = bill(800, customer)
	pay(customer, 977, document.name, on=IN_GRACE)
	assert left(document) == [0]


def test_s24_5_a_missing_account_is_named():
	customer = buyer(payment_terms="14D-8D2")
	document = bill(800, customer)
	frappe.db.set_value("Customer Posting Group", "DOMESTIC", "payment_discount_account", None)
	draft = frappe.get_doc(
		{
			"doctype": "Customer Payment",
			"customer": customer,
			"amount": 980,
			"posting_date": DAY,
			"applications": [{"entry": document.customer_ledger_entry}],
		}
	).insert()
	before = contents()
	with pytest.raises(PostingError, match="Payment Discount Account"):
		api.post("Customer Payment", draft.name)
	assert contents() == before


def test_a_grace_period_that_is_no_formula_is_refused():
	with pytest.raises(frappe.ValidationError, match="Payment Discount Grace Period"):
		settings(payment_discount_grace_period="soon")


# 41.3


def test_s41_3_a_customer_blocked_for_all_can_not_pay():
	customer = buyer(blocked="All")
	with pytest.raises(PostingError, match="blocked for everything, payments included"):
		api.register_payment(customer, 100, DAY)


@pytest.mark.parametrize("blocked", ["Ship", "Invoice"])
def test_s41_3_other_blocks_let_payments_in(blocked, books):
	assert pay(buyer(blocked=blocked), 100).docstatus == 1


# one payment for many


def test_a_payment_for_many_invoices_sends_no_more_statements_than_for_one(books):
	"""Lists are cut after 100 rows; two of them are updated, two inserted after 500."""

	def statements(count):
		customer = buyer()
		owed = [bill(80, customer).customer_ledger_entry for _number in range(count)]
		with recorded() as sent:
			api.register_payment(customer, 100 * count, DAY, owed)
		return len(sent)

	statements(1)
	assert statements(20) <= statements(1) + 3


def test_an_unknown_entry_is_named():
	values = {"doctype": "Customer Payment", "customer": buyer(), "amount": 10, "posting_date": DAY}
	with pytest.raises(frappe.ValidationError, match="Row 1: there is no customer ledger entry"):
		frappe.get_doc({**values, "applications": [{"entry": "nowhere"}]}).insert()


def test_billing_does_the_whole_round(books):
	customer = buyer()
	document = bill(800, customer)
	bill(80, customer)  # stays open, for the reports
	frappe.set_user(BILLING)
	payment = pay(customer, 1000, document.name)
	application = application_of(payment)
	api.unapply(application)
	api.apply_entries(payment.name, document.name)
	assert left(document) == [0]
	for report, filters in (
		("Aged Receivables", {"as_of": DAY, "customer": customer}),
		("Customer Statement", {"customer": customer, "from_date": "2026-01-01", "to_date": DAY}),
	):
		assert query_report.run(report, filters)["result"]

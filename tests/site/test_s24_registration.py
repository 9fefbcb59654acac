"""S24.1, S24.2: the page Register Payments and what stands behind it (domain A22)."""

import frappe
import pytest
from build import BERGEN, DAY, account, buyer, ledger, posted_invoice, refused, settings
from limited import limited_user

from sales_mgmt import api

LATE = "2026-03-16"


def bill(net, customer, **values):
	return posted_invoice(account("3900", 1, net), customer=customer, **values)


def row(document, amount=None, on=DAY, **values):
	return {"entry": document.customer_ledger_entry, "date": on, "amount": amount, **values}


def left(*documents):
	for document in documents:
		document.reload()
	return [document.remaining_amount for document in documents]


def listed(**filters):
	return [found["posted_no"] for found in api.unpaid_documents(**filters)]


def test_s24_1_what_is_paid_leaves_the_list_and_what_is_not_stays(books):
	customer = buyer()
	first, second = bill(1000, customer), bill(1000, customer)
	results = api.post_payments([row(first, 1250), row(second, 500)])
	assert left(first, second) == [0, 750]
	assert listed(customer=customer) == [second.posted_no]
	payments = [frappe.db.get_value("Customer Payment", item["payment"], "posted_no") for item in results]
	assert [item["posted_no"] for item in results] == payments
	assert len(set(payments)) == 2
	assert [(item["amount"], item["currency"]) for item in results] == [(1250, "NOK"), (500, "NOK")]


def test_s24_2_a_lump_payment_is_one_payment(books):
	"""400 + 350 + 250 = 1,000."""
	customer = buyer()
	bills = [bill(net, customer) for net in (320, 280, 200)]
	rows = [row(document, amount) for document, amount in zip(bills, (400, 350, 250), strict=True)]
	results = api.post_payments(frappe.as_json(rows), lump=True)
	(payment,) = {item["payment"] for item in results}
	assert {(item["amount"], item["currency"]) for item in results} == {(1000, "NOK")}
	assert left(*bills) == [0, 0, 0]
	assert ledger(payment) == {"1920": 1000, "1500": -1000}
	assert frappe.db.count("Customer Payment", {"customer": customer}) == 1


def test_s24_2_a_lump_payment_gives_each_row_its_own_amount(books):
	customer = buyer()
	first, second = bill(800, customer), bill(800, customer)
	api.post_payments([row(first, 300), row(second, 1100)], lump=1)
	assert left(first, second) == [700, 0]
	assert frappe.db.get_value("Customer Payment", {"customer": customer}, "unapplied_amount") == 100


@pytest.mark.parametrize("difference", ["customer", "date"])
def test_s24_2_a_lump_over_customers_or_dates_is_refused(difference, books):
	customer = buyer()
	first = bill(100, customer)
	second = bill(100, buyer() if difference == "customer" else customer)
	rows = [row(first, 125), row(second, 125, on=LATE if difference == "date" else DAY)]
	with refused("E27"):
		api.post_payments(rows, lump=True)


def test_a_row_that_is_refused_stops_no_other(books):
	blocked, customer = buyer(), buyer()
	first, second = bill(100, blocked), bill(100, customer)
	frappe.db.set_value("Customer", blocked, "blocked", "All")
	wrong, right = api.post_payments([row(first, 125), row(second, 125)])
	assert (wrong["payment"], right["message"]) == (None, None)
	assert "blocked for everything" in wrong["message"]
	assert left(first, second) == [125, 0]
	assert frappe.local.message_log == []


def test_the_list_shows_only_customers_that_the_user_may_see(books):
	ours, theirs = bill(100, BERGEN), bill(100, buyer())
	frappe.set_user(limited_user("of.bergen@example.com", Customer=BERGEN))
	found = listed(text="")
	assert ours.posted_no in found and theirs.posted_no not in found
	with pytest.raises(frappe.PermissionError):
		api.post_payments([row(theirs, 125)])


CASES = [
	# amount, date, code, colour, what it says
	(980, "2026-03-10", "discount", "green", "Closes the document, with a payment discount of kr 20,00."),
	(None, "2026-03-10", "discount", "green", "Closes the document, with a payment discount of kr 20,00."),
	(None, LATE, "closes", "green", "Closes the document."),
	(980, "2026-03-12", "grace", "red", "until 15-03-2026"),
	(980, LATE, "late", "red", "The payment discount ended on 10-03-2026, so kr 20,00 stay open."),
	(500, DAY, "part", "orange", "kr 500,00 stay open on the document."),
	(1100, LATE, "excess", "orange", "Closes the document; kr 100,00 stay open on the customer."),
	(997, LATE, "tolerance", "green", "a difference of kr 3,00 is tolerated"),
	(0, DAY, "not_open", "red", "nothing left to apply"),
]


@pytest.mark.parametrize(("amount", "on", "code", "colour", "says"), CASES)
def test_what_an_amount_would_do(amount, on, code, colour, says):
	settings(max_payment_tolerance=5, payment_discount_grace_period="5D")
	document = bill(800, buyer(payment_terms="14D-8D2"))
	answer = api.assess_payments([row(document, amount, on)])
	(case,) = answer["rows"]
	assert answer["totals"] == [{"currency": "NOK", "amount": case["amount"]}]
	assert (case["code"], case["colour"]) == (code, colour)
	assert says in case["message"]


def test_a_row_may_accept_a_late_discount(books):
	settings(payment_discount_grace_period="5D")
	document = bill(800, buyer(payment_terms="14D-8D2"))
	asked = row(document, 980, "2026-03-12", accept_late_discount=1)
	assert api.assess_payments([asked])["rows"][0]["code"] == "discount"
	api.post_payments([asked])
	assert left(document) == [0]


def test_search_by_number_customer_and_amount(books):
	customer = buyer(BERGEN, customer_name="Seeking Cyclists", payment_terms="14D-8D2")
	first, second = bill(800, customer), bill(1600, customer, external_document_no="THEIR-77")
	assert listed(text=first.posted_no[2:]) == [first.posted_no]
	assert listed(text="their-77") == [second.posted_no]
	assert set(listed(text="king cyc")) == {first.posted_no, second.posted_no}
	assert listed(customer=customer, amount=1010) == []
	assert listed(customer=customer, amount=1010, tolerance_percent=1) == [first.posted_no]
	assert listed(customer=customer, amount=980) == [first.posted_no]
	assert listed(customer=customer, due_until="2026-03-01") == []
	assert len(listed(customer=customer, due_until="2026-03-16")) == 2

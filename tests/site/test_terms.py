"""Payment terms and methods on documents, and linked dates (domain A31, 5; checks S32.1 and S32.2)."""

import frappe
import pytest
from build import (
	DAY,
	OSLO,
	account,
	buyer,
	draft,
	edit,
	entries,
	goods,
	invoice,
	item,
	order,
	post,
	quote,
	refused,
	settings,
)
from frappe.utils import getdate

from sales_mgmt import api
from sales_mgmt.jobs import queue

POSTING = "2026-03-05"
DISCOUNT = "payment_discount_date payment_discount_amount due_date"


@pytest.fixture(autouse=True)
def terms(site):
	"""14 days net, 2 % within 8 days."""
	return new_terms("S32", due_date_calculation="14D", discount_date_calculation="8D", discount_percent=2)


def new_terms(code, **values):
	return frappe.get_doc({"doctype": "Payment Terms", "code": code, **values}).insert()


def on(day):
	return getdate(f"2026-03-{day:02}")


def shown(doc):
	return getdate(doc.due_date), doc.payment_discount_percent, getdate(doc.payment_discount_date)


@pytest.mark.parametrize("make", [order, invoice])
def test_s32_1_due_and_discount_dates_start_from_the_document_date(make, books):
	"""4 × 250 + 25 % = 1,250, of which 2 % are 25.00."""
	doc = make(item(goods(price=250, stock=4), 4), posting_date=POSTING, payment_terms="S32")
	assert shown(doc) == (on(16), 2, on(10))
	posted = post(doc, ship=True, invoice=True)
	bill = frappe.get_doc("Sales Invoice", posted.invoice)
	assert (bill.amount_including_vat, *shown(bill)) == (1250, on(16), 2, on(10))
	assert entries("Customer Ledger Entry", DISCOUNT, document_name=bill.name) == [(on(10), 25, on(16))]


def test_s32_2_terms_on_a_document_leave_the_customer_unchanged():
	customer = buyer(OSLO)
	before = frappe.db.get_value("Customer", customer, "payment_terms")
	doc = order(item("1000", 1), customer=customer)
	edit(doc, None, payment_terms="S32")
	assert shown(doc) == (on(16), 2, on(10))
	assert before != "S32"
	assert frappe.db.get_value("Customer", customer, "payment_terms") == before


def test_the_customers_terms_come_along():
	frappe.db.set_value("Customer", OSLO, "payment_terms", "S32")
	frappe.clear_document_cache("Customer", OSLO)
	for make in (quote, order, invoice):
		doc = make(item("1000", 1))
		assert (doc.payment_terms, *shown(doc)[1:]) == ("S32", 2, on(10))


def test_what_is_typed_stays_and_other_terms_replace_it():
	doc = order(item("1000", 1), payment_terms="S32", payment_discount_percent=3, due_date="2026-03-20")
	assert shown(doc) == (on(20), 3, on(10))
	edit(doc, None, payment_discount_percent=0)
	assert (doc.payment_discount_percent, doc.payment_discount_date) == (0, None)
	edit(doc, None, document_date="2026-03-03")
	assert (getdate(doc.due_date), doc.payment_discount_percent) == (on(17), 0)
	edit(doc, None, payment_terms="14D")
	edit(doc, None, payment_terms="S32")
	assert shown(doc) == (on(17), 2, on(11))


def test_terms_without_a_discount_leave_none(books):
	doc = invoice(account("3900", 1, 1000), payment_terms="14D")
	post(doc)
	assert entries("Customer Ledger Entry", DISCOUNT, document_name=doc.name) == [(None, 0, on(16))]


def test_an_invoice_made_from_an_order_counts_from_its_own_date():
	doc = order(item(goods(stock=1), 1), payment_terms="S32")
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	today = getdate(bill.document_date)
	assert (getdate(bill.payment_discount_date) - today).days == 8
	assert (getdate(bill.due_date) - today).days == 14


@pytest.mark.parametrize("field", ["due_date_calculation", "discount_date_calculation"])
@pytest.mark.parametrize(("formula", "position"), [("14X", 3), ("8", 1), ("CM+", 3), ("1W1D", 3)])
def test_bad_formulas_are_refused_with_their_position(field, formula, position):
	with pytest.raises(frappe.ValidationError, match=f"can not be read at position {position}"):
		new_terms("BAD", **{field: formula})


@pytest.mark.parametrize("percent", [100.5, 200])
def test_a_discount_is_no_more_than_everything(percent):
	with pytest.raises(frappe.ValidationError, match="must lie between 0 and 100"):
		new_terms("BAD", discount_percent=percent)


# ---- the document date follows the posting date, where the company wants it


@pytest.mark.parametrize(("linked", "day", "due"), [(0, 2, 16), (1, 5, 19)])
@pytest.mark.parametrize("make", [order, invoice])
def test_a_changed_posting_date_moves_the_document_date(make, linked, day, due):
	settings(link_document_date=linked)
	doc = make(item("1000", 1), payment_terms="S32")
	edit(doc, None, posting_date=POSTING)
	assert (getdate(doc.document_date), *shown(doc)) == (on(day), on(due), 2, on(due - 6))


@pytest.mark.parametrize(("linked", "day"), [(0, None), (1, 5)])
def test_a_new_document_with_a_posting_date(linked, day):
	settings(link_document_date=linked)
	values = {"doctype": "Sales Order", "customer": OSLO, "posting_date": POSTING, "lines": [item("1000", 1)]}
	doc = frappe.get_doc(values).insert()
	assert getdate(doc.document_date) == (on(day) if day else getdate())


def test_a_document_date_that_is_typed_along_stays():
	settings(link_document_date=1)
	doc = order(item("1000", 1))
	edit(doc, None, posting_date=POSTING, document_date="2026-03-04")
	assert getdate(doc.document_date) == on(4)


@pytest.mark.parametrize("make", [order, invoice])
def test_posting_on_another_day_moves_the_dates_too(make, books):
	settings(link_document_date=1)
	doc = make(item(goods(stock=1), 1), payment_terms="S32")
	posted = post(doc, ship=True, invoice=True, posting_date=POSTING)
	bill = frappe.get_doc("Sales Invoice", posted.invoice)
	assert (getdate(bill.document_date), *shown(bill)) == (on(5), on(19), 2, on(13))
	fields = "document_date due_date payment_discount_date"
	assert entries("Customer Ledger Entry", fields, document_name=bill.name) == [(on(5), on(19), on(13))]


@pytest.mark.parametrize("linked", [0, 1])
def test_those_who_ship_may_change_the_posting_date_and_what_follows(linked):
	settings(link_document_date=linked)
	doc = order(item("1000", 1), payment_terms="S32")
	frappe.set_user("warehouse@nordavind.example")
	edit(doc, None, posting_date=POSTING)
	assert getdate(doc.document_date) == on(5 if linked else 2)
	with pytest.raises(frappe.PermissionError):
		edit(doc, None, due_date=DAY)


# ---- an order that is invoiced later than it was made (14 days from 20 April are 4 May)


LATER, DUE_LATER = "2026-04-20", "2026-05-04"


@pytest.fixture
def linked():
	settings(link_document_date=1)


def dates_of(invoice_name):
	bill = frappe.get_doc("Sales Invoice", invoice_name)
	entry = entries(
		"Customer Ledger Entry", "document_date due_date payment_discount_date", document_name=bill.name
	)
	shown = tuple(str(bill.get(field)) for field in ("document_date", "due_date", "payment_discount_date"))
	assert [tuple(map(str, row)) for row in entry] == [shown]
	return shown


def expected(document_date, due, discount):
	return (f"2026-{document_date}", f"2026-{due}", f"2026-{discount}")


FROM_LATER = expected("04-20", "05-04", "04-28")
FROM_TYPED = expected("03-10", "03-24", "03-18")
TYPED = "2026-03-10"


def test_new_sites_link_the_dates():
	assert frappe.get_meta("Sales Settings").get_field("link_document_date").default == "1"


def posted_at_once(doc):
	return post(doc, ship=True, invoice=True, posting_date=LATER).invoice


def posted_after_redating(doc):
	edit(doc, None, posting_date=LATER)
	return post(doc, ship=True, invoice=True).invoice


def made_and_posted(doc):
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	return post(bill, posting_date=LATER) and bill.name


def made_redated_and_posted(doc):
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	edit(bill, None, posting_date=LATER)
	return post(bill) and bill.name


def posted_by_batch(doc):
	options = {"ship": True, "invoice": True, "posting_date": LATER, "replace_posting_date": True}
	log = frappe.get_doc("Posting Batch", api.post_batch("Sales Order", names=[doc.name], **options))
	return log.results[0].invoice


def posted_by_batch_with_both_dates(doc):
	options = {"posting_date": LATER, "replace_posting_date": True, "replace_document_date": True}
	log = frappe.get_doc(
		"Posting Batch", api.post_batch("Sales Order", names=[doc.name], ship=True, invoice=True, **options)
	)
	return log.results[0].invoice


def posted_by_the_queue(doc):
	api.post_later("Sales Order", doc.name, ship=True, invoice=True, posting_date=LATER)
	job = next(job for job in queue._waiting(limit=100) if job.document == doc.name)
	return queue._post(job)["invoice"]


ROADS = [posted_at_once, posted_after_redating, posted_by_batch, posted_by_the_queue]


@pytest.mark.parametrize(
	"road", [*ROADS, made_and_posted, made_redated_and_posted, posted_by_batch_with_both_dates]
)
def test_an_order_that_is_invoiced_later_is_due_by_the_day_of_its_invoice(road, linked, books):
	doc = order(item(goods(stock=1), 1), payment_terms="S32")
	assert shown(doc) == (on(16), 2, on(10))
	assert dates_of(road(doc)) == FROM_LATER


@pytest.mark.parametrize("typed_later", [False, True])
@pytest.mark.parametrize("road", ROADS)
def test_a_document_date_that_was_typed_stays(road, typed_later, linked, books):
	values = {} if typed_later else {"document_date": TYPED}
	doc = order(item(goods(stock=1), 1), payment_terms="S32", **values)
	if typed_later:
		edit(doc, None, document_date=TYPED)
	assert doc.document_date_by_hand == 1
	assert dates_of(road(doc)) == FROM_TYPED


def test_a_typed_date_that_is_emptied_follows_again(linked, books):
	doc = order(item(goods(stock=1), 1), payment_terms="S32", document_date=TYPED)
	edit(doc, None, document_date=None)
	assert (getdate(doc.document_date), doc.document_date_by_hand) == (on(2), 0)
	assert dates_of(posted_at_once(doc)) == FROM_LATER


def test_the_rest_of_an_order_is_due_by_its_own_invoice(linked, books):
	"""Both dates of a batch are replaced for what it bills; the order's own stay, and so the next part has its own day."""
	doc = order(item(goods(stock=2), 2), payment_terms="S32")
	doc.lines[0].update({"qty_to_ship": 1, "qty_to_invoice": 1})
	doc.save()
	assert dates_of(posted_by_batch_with_both_dates(doc)) == FROM_LATER
	doc.reload()
	posted = post(doc, ship=True, invoice=True, posting_date="2026-05-04")
	assert dates_of(posted.invoice) == expected("05-04", "05-18", "05-12")


def test_a_form_remembers_that_the_date_was_typed(linked):
	sent = order(item("1000", 1), payment_terms="S32").as_dict(convert_dates_to_str=True)
	answer = api.calculate({**sent, "document_date": TYPED}, changed=[{"fieldname": "document_date"}])
	assert answer["document_date_by_hand"] == 1
	answer = api.calculate({**answer, "posting_date": LATER}, changed=[{"fieldname": "posting_date"}])
	assert (answer["document_date"], answer["due_date"]) == (TYPED, "2026-03-24")


def test_preview_shows_the_dates_of_the_day(linked):
	doc = order(item(goods(stock=1), 1), payment_terms="S32")
	rows = api.preview("Sales Order", doc.name, ship=True, invoice=True, posting_date=LATER)
	assert [str(row["due_date"]) for row in rows["Customer Ledger Entry"]] == [DUE_LATER]


def test_a_return_order_follows_too(linked, books):
	doc = draft("Sales Return Order", item(goods(stock=1), 1), payment_terms="S32")
	memo = frappe.get_doc(
		"Sales Credit Memo", post(doc, ship=True, invoice=True, posting_date=LATER).credit_memo
	)
	assert (str(memo.document_date), str(memo.due_date)) == (LATER, DUE_LATER)


def test_without_the_link_the_order_keeps_its_date(books):
	settings(link_document_date=0)
	doc = order(item(goods(stock=1), 1), payment_terms="S32")
	assert dates_of(posted_at_once(doc)) == expected("03-02", "03-16", "03-10")


def test_what_differs_when_the_link_is_switched_on_counts_as_typed(books):
	settings(link_document_date=0)
	doc = order(item(goods(stock=1), 1), payment_terms="S32", document_date=TYPED)
	other = order(item(goods(stock=1), 1), payment_terms="S32")
	settings(link_document_date=1)
	assert dates_of(posted_at_once(doc)) == FROM_TYPED
	assert dates_of(posted_at_once(other)) == FROM_LATER


@pytest.mark.parametrize("doctype", ["Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo"])
@pytest.mark.parametrize("percent", [-4, 100.01, 150])
def test_a_payment_discount_is_a_part_of_the_bill(doctype, percent):
	"""With -4 % a bill of 125 was paid with 130; with 150 % it offered 187.50."""
	with refused("payment_discount_percent_out_of_range"):
		draft(doctype, account("3900", 1, 100), payment_discount_percent=percent)

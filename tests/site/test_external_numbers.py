"""The customer's own number, where it is mandatory: on everything that bills and on everything that credits (E08, domain 5)."""

import frappe
import pytest
from build import (
	DAY,
	account,
	buyer,
	draft,
	entries,
	goods,
	invoice,
	item,
	order,
	post,
	posted_invoice,
	refused,
	settings,
)

from sales_mgmt import api
from sales_mgmt.incoming.refusal import IncomingError

NUMBER, OTHER = "PO-4711", "CLAIM-7"
MEMO = "Sales Credit Memo"


@pytest.fixture(autouse=True)
def mandatory(site):
	settings(external_document_no_mandatory=1)


def unnumbered():
	"""A posted invoice from before the number was mandatory."""
	settings(external_document_no_mandatory=0)
	bill = posted_invoice(item(goods(stock=5), 2), customer=buyer())
	settings(external_document_no_mandatory=1)
	return bill


def numbers(doctype, name):
	"""On the document and on its customer ledger entry."""
	ledger = entries("Customer Ledger Entry", "external_document_no", document_name=name)
	return [frappe.db.get_value(doctype, name, "external_document_no"), *(row[0] for row in ledger)]


def test_a_typed_credit_memo_needs_it(books):
	memo = draft(MEMO, account("3900", 1, 100))
	assert "E08" in [finding["code"] for finding in api.check(MEMO, memo.name)]
	with refused("E08") as messages:
		post(memo)
	assert messages == ["Fill in the external document number: it is mandatory on credit memos."]
	memo.external_document_no = NUMBER
	memo.save()
	post(memo)
	assert numbers(MEMO, memo.name) == [NUMBER, NUMBER]


def test_a_credit_memo_that_is_inserted_as_posted_needs_it():
	values = {"doctype": MEMO, "customer": buyer(), "docstatus": 1, "lines": [account("3900", 1, 100)]}
	with refused("E08"):
		frappe.get_doc(values).insert()


def test_a_return_order_needs_it_to_be_credited_not_to_be_received(books):
	back = draft("Sales Return Order", item(goods(stock=1), 1))
	post(back, ship=True)
	with refused("E08"):
		post(back, invoice=True)
	back.external_document_no = NUMBER
	back.save()
	memo = post(back, invoice=True).credit_memo
	assert numbers(MEMO, memo) == [NUMBER, NUMBER]


@pytest.mark.parametrize("given", [None, OTHER])
def test_cancelling_takes_over_the_number(given, books):
	bill = posted_invoice(account("3900", 1, 100), external_document_no=NUMBER)
	memo = api.cancel_invoice(bill.name, external_document_no=given)
	assert numbers(MEMO, memo) == [given or NUMBER] * 2


@pytest.mark.parametrize("blank", [None, "", "  "])
@pytest.mark.parametrize("cancel", [api.cancel_invoice, api.correct_invoice])
def test_cancelling_asks_where_there_is_none(cancel, blank, books):
	bill = unnumbered()
	findings = api.check_cancellation(bill.name)
	assert [finding["code"] for finding in findings] == ["E08"]
	with refused("E08"):
		cancel(bill.name, external_document_no=blank)
	assert frappe.db.get_value("Sales Invoice", bill.name, "status") == "Unpaid"


def test_cancelling_with_a_number_that_is_given(books):
	bill = unnumbered()
	assert numbers(MEMO, api.cancel_invoice(bill.name, external_document_no=f" {OTHER} ")) == [OTHER] * 2


def test_correcting_with_a_number_that_is_given(books):
	"""The draft that replaces the invoice has no number yet and asks for one when it is posted."""
	made = api.correct_invoice(unnumbered().name, external_document_no=OTHER)
	assert numbers(MEMO, made["credit_memo"]) == [OTHER] * 2
	again = frappe.get_doc("Sales Invoice", made["invoice"])
	with refused("E08"):
		post(again)


def test_a_cancelled_credit_memo_gives_its_number_on(books):
	bill = posted_invoice(account("3900", 1, 100), external_document_no=NUMBER)
	made = api.cancel_credit_memo(api.cancel_invoice(bill.name))
	assert numbers("Sales Invoice", made) == [NUMBER] * 2


def test_cancelling_a_credit_memo_asks_where_there_is_none(books):
	settings(external_document_no_mandatory=0)
	memo = api.cancel_invoice(posted_invoice(account("3900", 1, 100)).name)
	settings(external_document_no_mandatory=1)
	shown = frappe.get_doc(MEMO, memo)
	shown.run_method("onload")
	assert shown.get_onload("asks_external_number")
	with refused("E08"):
		api.cancel_credit_memo(memo)
	made = api.cancel_credit_memo(memo, external_document_no=OTHER)
	assert numbers("Sales Invoice", made) == [OTHER] * 2


def test_corrective_credit_memos_and_return_orders_take_it_over(books):
	bill = posted_invoice(item(goods(stock=5), 2), external_document_no=NUMBER)
	memo = frappe.get_doc(MEMO, api.make_corrective_credit_memo(bill.name))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	assert (memo.external_document_no, back.external_document_no) == (NUMBER, NUMBER)
	post(memo)


def test_an_order_and_its_invoice(books):
	doc = order(item(goods(stock=2), 2))
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	for one in (doc, bill):
		with refused("E08") as messages:
			post(one, invoice=True)
		assert messages == ["Fill in the external document number: it is mandatory on invoices."]


def test_nothing_is_asked_where_it_is_not_mandatory(books):
	settings(external_document_no_mandatory=0)
	bill = invoice(account("3900", 1, 100))
	post(bill)
	assert numbers(MEMO, api.cancel_invoice(bill.name)) == [None, None]


@pytest.mark.parametrize("number", ["x" * 36, "x" * 100_000])
def test_a_number_that_no_field_holds_is_a_sentence(number):
	bill = unnumbered()
	with pytest.raises(frappe.ValidationError, match="longer than 35 characters"):
		api.cancel_invoice(bill.name, external_document_no=number)


def test_a_number_is_text(books):
	bill = unnumbered()
	memo = api.cancel_invoice(bill.name, external_document_no="5<b & c>3")
	assert numbers(MEMO, memo) == ["5<b & c>3"] * 2
	with pytest.raises(frappe.ValidationError):
		# what is left when it is cleaned, 17 entities at least, is longer than the field
		api.cancel_invoice(unnumbered().name, external_document_no="<script>1</script>" + "&" * 17)


def received(customer, *numbers):
	"""A piece came back on a return order with each of these numbers of the customer's."""
	for number in numbers:
		back = draft(
			"Sales Return Order", item(goods(stock=1), 1), customer=customer, external_document_no=number
		)
		post(back, ship=True)


@pytest.mark.parametrize(
	("on_orders", "typed", "named", "expected"),
	[
		((None, None), OTHER, True, OTHER),
		((None, None), OTHER, False, OTHER),
		((NUMBER, NUMBER), None, True, NUMBER),
		((NUMBER, NUMBER), OTHER, True, OTHER),
		((NUMBER, NUMBER), OTHER, False, NUMBER),
		((NUMBER, "PO-9"), OTHER, False, OTHER),
		((NUMBER, None), OTHER, True, OTHER),
	],
)
def test_combined_receipts_get_the_number_that_was_typed_or_that_their_orders_share(
	on_orders, typed, named, expected, books
):
	customer = buyer(combine_shipments=1)
	received(customer, *on_orders)
	answer = api.combine_return_receipts(
		DAY, DAY, post=True, customer=customer if named else None, external_document_no=typed
	)
	(made,) = [row for row in answer["credit_memos"] if row["customer"] == customer]
	assert numbers(MEMO, made["credit_memo"]) == [expected, expected]


def test_combined_receipts_without_a_number_are_told():
	customer = buyer(combine_shipments=1)
	received(customer, NUMBER, "PO-9")
	answer = api.combine_return_receipts(DAY, DAY, post=True, customer=customer)
	assert answer["credit_memos"] == []
	(failed,) = answer["failed"]
	assert "mandatory on credit memos" in failed["messages"][0]


@pytest.mark.parametrize("number", ["x" * 36, ["PO"], "a\ud800"])
def test_the_number_of_combined_receipts_is_read_at_the_door(number):
	with pytest.raises(IncomingError):
		api.combine_return_receipts(DAY, DAY, external_document_no=number)


def test_the_dialog_knows_whether_to_ask():
	assert api.posting_options(MEMO)["asks_external_number"] is True
	settings(external_document_no_mandatory=0)
	assert api.posting_options(MEMO)["asks_external_number"] is False

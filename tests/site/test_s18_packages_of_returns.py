"""S18.3: the parcels of posted invoices, return receipts and credit memos are followed too (domain A26).

Goods leave with a shipment or, without one, with the invoice. They come back with a return receipt or, without one, with
the credit memo. Each has a parcel of its own; the parcel in which goods left says nothing about the one they come back in.
"""

import frappe
import pytest
from build import DAY, buyer, draft, goods, invoice, item, order, post, posted_invoice, settings
from posted import fingerprint
from test_carriers import service
from test_credit_memo import return_order, sold
from test_s18_track_packages import agent, shipped

from dev.demo.company import BILLING, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.ledgers.guard import ImmutableError

PARCEL = ("shipping_agent", "shipping_agent_service", "package_tracking_no")


def parcel(doctype, name):
	return frappe.db.get_value(doctype, name, PARCEL)


def followed(doctype, name):
	return [(row["doctype"], row["name"], row["url"]) for row in api.track_package(doctype, name)]


def coming_back(**values):
	"""A return order of 5 pieces, at the cost they left with."""
	code = goods(stock=5)
	_bill, entry = sold(code, 5)
	return return_order(item(code, 5, applies_from_entry=entry), **values)


def test_s18_3_the_invoice_is_followed_through_its_shipments():
	name, bill = shipped(shipping_agent=agent())
	with pytest.raises(frappe.ValidationError, match=f"Shipment .*{name}.* has no package tracking number"):
		api.track_package("Sales Invoice", bill)
	api.update_shipment(name, {"package_tracking_no": "7"})
	(package,) = api.track_package("Sales Invoice", bill)
	assert (package["shipment"], package["package_tracking_no"]) == (name, "7")


def test_s18_3_an_invoice_of_two_shipments_shows_both_packages():
	doc = order(item(goods(stock=5), 5, qty_to_ship=2), shipping_agent=agent())
	first = post(doc, ship=True).shipment
	second = post(doc, ship=True).shipment
	bill = post(doc, invoice=True).invoice
	for name in (first, second):
		api.update_shipment(name, {"package_tracking_no": f"no-{name}"})
	packages = api.track_package("Sales Invoice", bill)
	assert [package["shipment"] for package in packages] == sorted([first, second])


def test_s18_3_goods_that_leave_with_the_invoice_have_its_parcel(books):
	"""Shipment on Invoice is off: nothing but the invoice can say where the goods are."""
	doc = posted_invoice(item(goods(stock=5), 5), shipping_agent=agent(), package_tracking_no="JD 4")
	assert followed("Sales Invoice", doc.name) == [
		("Sales Invoice", doc.name, "https://tracking.example/?no=JD%204")
	]


def test_s18_3_a_shipment_that_an_invoice_makes_takes_the_number_over(books):
	settings(shipment_on_invoice=1)
	doc = posted_invoice(item(goods(stock=5), 5), shipping_agent=agent(), package_tracking_no="JD4")
	((doctype, name, url),) = followed("Sales Invoice", doc.name)
	assert (doctype, url) == ("Sales Shipment", "https://tracking.example/?no=JD4")
	assert parcel(doctype, name)[2] == "JD4"


def test_s18_3_a_draft_is_not_on_its_way_and_a_service_has_no_parcel():
	doc = invoice(item("5000"))
	with pytest.raises(frappe.ValidationError, match="not posted yet"):
		api.track_package("Sales Invoice", doc.name)
	with pytest.raises(frappe.ValidationError, match="not posted yet"):
		api.update_document("Sales Invoice", doc.name, {"package_tracking_no": "1"})
	post(doc)
	with pytest.raises(frappe.ValidationError, match="has no package tracking number"):
		api.track_package("Sales Invoice", doc.name)


def test_s18_3_a_return_receipt_and_its_credit_memo_have_the_parcel_of_the_return(books):
	"""The return order says who brings the goods and in which parcel; the number is that of the first receipt alone."""
	carrier = agent()
	back = coming_back(shipping_agent=carrier, package_tracking_no="BACK 1")
	back.lines[0].qty_to_ship = 2
	back.save()
	first = post(back, ship=True).return_receipt
	assert parcel("Return Receipt", first) == (carrier, None, "BACK 1")
	assert parcel("Sales Return Order", back.name) == (carrier, None, None)
	second = post(back, ship=True).return_receipt
	assert parcel("Return Receipt", second) == (carrier, None, None)
	memo = post(back, invoice=True).credit_memo
	assert parcel("Sales Credit Memo", memo) == (carrier, None, None)
	url = "https://tracking.example/?no=BACK%201"
	assert followed("Return Receipt", first) == [("Return Receipt", first, url)]
	assert followed("Sales Credit Memo", memo) == [("Return Receipt", first, url)]
	api.update_document("Return Receipt", second, {"package_tracking_no": "2"})
	assert [row["package_tracking_no"] for row in api.track_package("Sales Credit Memo", memo)] == [
		"BACK 1",
		"2",
	]


def test_s18_3_received_and_credited_at_once_it_is_one_parcel(books):
	carrier = agent()
	back = coming_back(shipping_agent=carrier, package_tracking_no="9")
	posted = post(back, ship=True, invoice=True)
	assert parcel("Sales Credit Memo", posted.credit_memo) == (carrier, None, "9")
	assert [row[:2] for row in followed("Sales Credit Memo", posted.credit_memo)] == [
		("Return Receipt", posted.return_receipt)
	]


@pytest.mark.parametrize("with_receipt", [0, 1])
def test_s18_3_a_credit_memo_by_hand_has_a_parcel_of_its_own(books, with_receipt):
	settings(return_receipt_on_credit_memo=with_receipt)
	service("BACK", "DHL", "1D")
	frappe.db.set_value("Shipping Agent", "DHL", "tracking_url", "https://tracking.example/?no={0}")
	memo = draft(
		"Sales Credit Memo", item(goods(), 1), shipping_agent_service="BACK", package_tracking_no="5"
	)
	assert parcel(memo.doctype, memo.name) == ("DHL", "BACK", "5")  # a service names its agent
	post(memo)
	((doctype, name, url),) = followed(memo.doctype, memo.name)
	assert (doctype, url) == (
		"Return Receipt" if with_receipt else "Sales Credit Memo",
		"https://tracking.example/?no=5",
	)
	assert parcel(doctype, name) == ("DHL", "BACK", "5")


@pytest.mark.parametrize("doctype", ["Return Receipt", "Sales Credit Memo", "Sales Invoice"])
def test_s18_3_update_document_notes_it_later_and_nothing_else(books, doctype):
	carrier = agent()
	name = _posted(doctype)
	answer = api.update_document(doctype, name, {"package_tracking_no": " 8 ", "shipping_agent": carrier})
	assert answer == {"package_tracking_no": "8", "shipping_agent": carrier, "shipping_agent_service": None}
	assert parcel(doctype, name) == (carrier, None, "8")
	assert (doctype, name, "https://tracking.example/?no=8") in followed(doctype, name)
	notes = frappe.get_all("Comment", {"reference_name": name, "comment_type": "Info"}, pluck="content")
	assert any("from nothing to 8" in frappe.utils.strip_html(text) for text in notes)
	before = fingerprint(doctype)
	for field in ("customer", "posting_date", "amount", "lines", "docstatus", "printed_as", "nope"):
		with pytest.raises(frappe.ValidationError, match=field):
			api.update_document(doctype, name, {"package_tracking_no": "1", field: "forged"})
	with pytest.raises(frappe.ValidationError, match="is one of DHL, not of"):
		api.update_document(doctype, name, {"shipping_agent_service": service("NEXT", "DHL", "1D")})
	assert fingerprint(doctype) == before


@pytest.mark.parametrize("doctype", ["Return Receipt", "Sales Credit Memo", "Sales Invoice"])
@pytest.mark.parametrize("field", ["package_tracking_no", "shipping_agent"])
def test_s18_3_no_other_road_writes_them(doctype, field):
	name = _posted(doctype)
	before = parcel(doctype, name)
	doc = frappe.get_doc(doctype, name)
	doc.set(field, "OWN")
	with pytest.raises(ImmutableError):
		doc.save()
	with pytest.raises(ImmutableError):
		frappe.get_doc(doctype, name).db_set(field, "OWN")
	with pytest.raises(ImmutableError):
		frappe.client.set_value(doctype, name, field, "OWN")
	assert parcel(doctype, name) == before


def test_s18_3_it_takes_the_right_to_post_such_documents():
	receipt, memo = _posted("Return Receipt"), _posted("Sales Credit Memo")
	frappe.set_user(WAREHOUSE)
	api.update_document("Return Receipt", receipt, {"package_tracking_no": "1"})
	with pytest.raises(frappe.PermissionError):
		api.update_document("Sales Credit Memo", memo, {"package_tracking_no": "1"})
	frappe.set_user(BILLING)
	api.update_document("Sales Credit Memo", memo, {"package_tracking_no": "1"})
	with pytest.raises(frappe.PermissionError):
		api.update_document("Return Receipt", receipt, {"package_tracking_no": "1"})
	with pytest.raises(frappe.ValidationError, match="not for"):
		api.update_document("Customer Payment", memo, {"package_tracking_no": "1"})


def test_s18_3_the_agent_of_the_sale_does_not_bring_the_goods_back():
	"""On no road: made from a shipment, an invoice, an order, copied, corrected or cancelled; nor the other way round."""
	name, bill = shipped(shipping_agent=agent())
	sale = frappe.db.get_value("Sales Shipment", name, "sales_order")
	made = [
		("Sales Return Order", api.make_return_order(doctype, source))
		for doctype, source in (("Sales Shipment", name), ("Sales Invoice", bill), ("Sales Order", sale))
	]
	made.append(("Sales Credit Memo", api.make_corrective_credit_memo(bill)))
	for target in ("Sales Return Order", "Sales Credit Memo"):
		made.append((target, api.copy_document("Sales Invoice", bill, target)))
	cancelled = api.cancel_invoice(bill)
	made.append(("Sales Credit Memo", cancelled["credit_memo"] if isinstance(cancelled, dict) else cancelled))
	assert {parcel(*document) for document in made} == {(None, None, None)}
	agent_of = ("shipping_agent", "shipping_agent_service")
	nobodys = buyer(shipping_agent=None)
	back = draft(
		"Sales Return Order",
		item(goods(), 1),
		customer=nobodys,
		shipping_agent="OWN",
		package_tracking_no="1",
	)
	for target in ("Sales Order", "Sales Invoice"):
		copy = api.copy_document(back.doctype, back.name, target)
		assert frappe.db.get_value(target, copy, agent_of) == (None, None)
	again = api.copy_document(back.doctype, back.name, "Sales Return Order")
	assert parcel(back.doctype, again) == ("OWN", None, None)


def test_s18_3_another_customer_has_another_parcel():
	back = draft("Sales Return Order", item(goods(), 1), shipping_agent="OWN", package_tracking_no="1")
	back.customer = "C-00002"
	back.save()
	assert parcel(back.doctype, back.name)[2] is None


def test_s18_3_the_warehouse_says_who_brings_the_goods():
	back = coming_back()
	frappe.set_user(WAREHOUSE)
	back = frappe.get_doc(back.doctype, back.name)
	back.update({"shipping_agent": "OWN", "package_tracking_no": "3"})
	back.save()
	assert parcel(back.doctype, back.name) == ("OWN", None, "3")


def _posted(doctype):
	"""The name of a posted document of goods."""
	if doctype == "Sales Invoice":
		return posted_invoice(item(goods(stock=1), 1), posting_date=DAY).name
	posted = post(coming_back(), ship=True, invoice=True)
	return posted.return_receipt if doctype == "Return Receipt" else posted.credit_memo

"""What posting refuses for is in check and preview, the same findings with the same link (domain 4.3): every verb, with one
thing broken after another since the document was saved."""

import frappe
import pytest
from build import DAY, OSLO, account, adjust, buyer, draft, goods, invoice, item, order, post, settings

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError

SALE, BACK = "Sales Order", "Sales Return Order"


# ---- what is posted: (document, options of the posting, settings of the number series it takes)


def ship():
	return order(item(goods(stock=5), 2)), {"ship": True}, ["posted_shipment_series"]


def bill():
	doc = order(item(goods(stock=5), 2))
	post(doc, ship=True)
	return doc, {"invoice": True}, ["posted_invoice_series"]


def ship_and_bill():
	doc = order(item(goods(stock=5), 2), account("3900", 1, 10))
	return doc, {"ship": True, "invoice": True}, ["posted_shipment_series", "posted_invoice_series"]


def direct_invoice():
	return invoice(item(goods(stock=5), 2), account("3900", 1, 10)), {}, ["posted_invoice_series"]


def invoice_with_shipment():
	settings(shipment_on_invoice=1)
	return invoice(item(goods(stock=5), 2)), {}, ["posted_shipment_series", "posted_invoice_series"]


def receive():
	return draft(BACK, item(goods(stock=5), 2)), {"ship": True}, ["posted_return_receipt_series"]


def receive_and_credit():
	doc = draft(BACK, item(goods(stock=5), 2))
	series = ["posted_return_receipt_series", "posted_credit_memo_series"]
	return doc, {"ship": True, "invoice": True}, series


def credit_memo():
	doc = draft("Sales Credit Memo", item(goods(stock=5), 2), account("3900", 1, 10))
	return doc, {}, ["posted_credit_memo_series"]


def memo_with_receipt():
	settings(return_receipt_on_credit_memo=1)
	doc = draft("Sales Credit Memo", item(goods(stock=5), 2))
	return doc, {}, ["posted_return_receipt_series", "posted_credit_memo_series"]


def payment():
	values = {"doctype": "Customer Payment", "customer": buyer(), "posting_date": DAY, "amount": 100}
	return frappe.get_doc(values).insert(), {}, ["payment_series"]


def adjustment():
	lines = [{"item": goods(), "location": "MAIN", "quantity": 3, "unit_cost": 10}]
	values = {"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines}
	return frappe.get_doc(values).insert(), {}, ["adjustment_series"]


MOVING = [ship, ship_and_bill, invoice_with_shipment, receive, receive_and_credit, memo_with_receipt]
BILLING = [bill, ship_and_bill, direct_invoice, invoice_with_shipment]
CREDITING = [receive_and_credit, credit_memo, memo_with_receipt]
DRAFTS = [direct_invoice, invoice_with_shipment, credit_memo, memo_with_receipt]
OTHERS = [payment, adjustment]
ALL = [*dict.fromkeys([*MOVING, *BILLING, *CREDITING, *DRAFTS, *OTHERS])]


# ---- what is broken: (document, series) -> code of the finding


def no_series(_doc, series):
	frappe.db.set_single_value("Sales Settings", series[0], None)
	forget_settings()
	return "series"


def no_last_series(_doc, series):
	frappe.db.set_single_value("Sales Settings", series[-1], None)
	forget_settings()
	return "series"


def series_line(**values):
	def change(_doc, series):
		chosen = frappe.db.get_single_value("Sales Settings", series[-1])
		for line in frappe.get_all("Number Series Line", {"parent": chosen}, pluck="name"):
			frappe.db.set_value("Number Series Line", line, values)
		return "series"

	return change


not_begun = series_line(starting_date="2999-01-01")
exhausted = series_line(last_no_used="X-0009", ending_no="X-0009")
no_digits = series_line(last_no_used="NODIGITS")
too_long = series_line(last_no_used="A-LONG-NUMBER-999999")


def closed_period(_doc, _series):
	frappe.db.set_single_value("Sales Settings", "allow_posting_from", "2999-01-01")
	forget_settings()
	return "posting_date"


def blocked_customer(doc, _series):
	frappe.db.set_value("Customer", doc.customer, "blocked", "All")
	frappe.clear_document_cache("Customer", doc.customer)
	return "E09"


def blocked_account(_doc, _series):
	frappe.db.set_value("GL Account", "3900", "blocked", 1)
	frappe.clear_document_cache("GL Account", "3900")
	return "account_blocked"


def no_sales_account(doc, _series):
	row = next(line for line in doc.lines if line.item)
	group = frappe.db.get_value("Item", row.item, "product_posting_group")
	filters = {"business_posting_group": doc.business_posting_group, "product_posting_group": group}
	for name in frappe.get_all("General Posting Setup", filters, pluck="name"):
		frappe.delete_doc("General Posting Setup", name, force=True)
	return "E24"


def no_receivables_account(doc, _series):
	group = doc.get("customer_posting_group") or frappe.db.get_value(
		"Customer", doc.customer, "customer_posting_group"
	)
	frappe.db.set_value("Customer Posting Group", group, "receivables_account", None)
	frappe.clear_document_cache("Customer Posting Group", group)
	return "E24"


def no_number_of_the_customer(_doc, _series):
	frappe.db.set_single_value("Sales Settings", "external_document_no_mandatory", 1)
	forget_settings()
	return "E08"


def blocked_item(doc, _series):
	for line in doc.lines:
		if line.item:
			frappe.db.set_value("Item", line.item, "sales_blocked", 1)
			frappe.clear_document_cache("Item", line.item)
	return None


def no_stock(doc, _series):
	adjust(*[(line.item, -5, 0) for line in doc.lines if line.item])
	return None


def mandatory_field(doc, _series):
	frappe.make_property_setter(
		{"doctype": doc.doctype, "fieldname": "your_reference", "property": "reqd", "value": 1},
		validate_fields_for_doctype=False,
	)
	frappe.clear_cache(doctype=doc.doctype)
	return "mandatory"


def number_taken(doc, _series):
	frappe.db.set_value(doc.doctype, doc.name, "posted_no", "MINE-1")
	series = frappe.db.get_single_value("Sales Settings", _series[-1])
	frappe.db.set_value("Number Series", series, "manual_numbers", 1)
	frappe.clear_document_cache("Number Series", series)
	other = invoice(account("3900", 1, 1)) if doc.doctype == "Sales Invoice" else None
	other = other or draft(doc.doctype, account("3900", 1, 1))
	frappe.db.set_value(doc.doctype, other.name, "posted_no", "MINE-1")
	return "refused"


def forget_settings():
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	frappe.db.value_cache.clear()


BROKEN = [
	*((change, verb) for change in (no_series, no_last_series) for verb in ALL),
	*((change, verb) for change in (not_begun, exhausted, no_digits, too_long) for verb in ALL),
	*((closed_period, verb) for verb in ALL),
	*((blocked_customer, verb) for verb in ALL if verb is not adjustment),
	*((blocked_account, verb) for verb in (ship_and_bill, direct_invoice, credit_memo)),
	*((no_sales_account, verb) for verb in dict.fromkeys([*BILLING, *CREDITING])),
	*((no_receivables_account, verb) for verb in dict.fromkeys([*BILLING, *CREDITING, payment])),
	*((no_number_of_the_customer, verb) for verb in dict.fromkeys([*BILLING, *CREDITING])),
	*((blocked_item, verb) for verb in (ship, ship_and_bill, direct_invoice, invoice_with_shipment)),
	*((no_stock, verb) for verb in (ship, ship_and_bill, direct_invoice, invoice_with_shipment)),
	*((mandatory_field, verb) for verb in DRAFTS),
	*((number_taken, verb) for verb in DRAFTS),
]


def asked(doc, options):
	"""Codes of what check says against it, codes of what preview says, and the findings of check."""
	found = [row for row in api.check(doc.doctype, doc.name, **options) if row["severity"] == "block"]
	with pytest.raises(PostingError) as refusal:
		api.preview(doc.doctype, doc.name, **options)
	return codes(row["code"] for row in found), codes(one.code for one in refusal.value.findings), found


def codes(found):
	return sorted(found)


@pytest.mark.parametrize(("change", "verb"), BROKEN)
def test_check_and_preview_name_what_posting_refuses_for(change, verb):
	doc, options, series = verb()
	assert [row for row in api.check(doc.doctype, doc.name, **options) if row["severity"] == "block"] == []
	code = change(doc, series)
	checked, previewed, found = asked(doc, options)
	try:
		api.post(doc.doctype, doc.name, **options)
	except PostingError as refusal:
		posted = sorted(finding.code for finding in refusal.findings)
		links = {(finding.code, finding.link) for finding in refusal.findings}
	except (frappe.ValidationError, frappe.DuplicateEntryError):
		# Frappe's own refusal to save, or ours without findings
		posted, links = [code], set()
	else:
		pytest.fail("posted")
	assert checked == previewed == posted
	assert code is None or code in checked
	assert {finding_code for finding_code, link in links if link} <= {
		row["code"] for row in found if row["link"]
	}


@pytest.mark.parametrize("verb", ALL)
def test_what_is_sound_is_posted(verb, books):
	doc, options, _series = verb()
	api.preview(doc.doctype, doc.name, **options)
	api.post(doc.doctype, doc.name, **options)


def test_a_missing_series_links_to_the_settings_and_one_without_numbers_to_itself():
	doc, options, series = direct_invoice()
	chosen = frappe.db.get_single_value("Sales Settings", series[0])
	not_begun(doc, series)
	[finding] = api.check(doc.doctype, doc.name, **options)
	assert finding["link"] == ["Number Series", chosen]
	no_series(doc, series)
	[finding] = api.check(doc.doctype, doc.name, **options)
	assert finding["link"] == ["Sales Settings", "Sales Settings"]
	assert finding["message"] == "Choose a number series for Posted Invoices in Sales Settings."


@pytest.mark.parametrize("change", [no_series, not_begun, exhausted, closed_period])
def test_cancelling_an_invoice(change):
	sold = invoice(account("3900", 1, 100), customer=buyer())
	post(sold)
	assert api.check_cancellation(sold.name) == []
	code = change(sold, ["posted_credit_memo_series"])
	assert [finding["code"] for finding in api.check_cancellation(sold.name)] == [code]
	with pytest.raises(PostingError) as refusal:
		api.cancel_invoice(sold.name)
	assert [finding.code for finding in refusal.value.findings] == [code]


def test_a_payment_to_the_oldest_is_previewed_as_it_is_posted(books):
	customer = buyer(OSLO, application_method="Apply to Oldest")
	sold = invoice(account("3900", 1, 80), customer=customer)
	post(sold)
	values = {"doctype": "Customer Payment", "customer": customer, "posting_date": DAY, "amount": 100}
	doc = frappe.get_doc(values).insert()
	rows = api.preview(doc.doctype, doc.name)
	assert [row["remaining_amount"] for row in rows["Customer Ledger Entry"]] == [0]
	assert frappe.get_doc(doc.doctype, doc.name).applications == []
	api.post(doc.doctype, doc.name)
	assert frappe.db.get_value(doc.doctype, doc.name, "unapplied_amount") == 0

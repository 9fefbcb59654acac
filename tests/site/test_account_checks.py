"""Accounts that people choose, and exchange rates that they type, can not falsify the books (domain 4.5, A22, A30)."""

import frappe
import pytest
from build import (
	DAY,
	HAMBURG,
	account,
	buyer,
	draft,
	goods,
	invoice,
	item,
	ledger,
	order,
	post,
	refused,
)

from sales_mgmt.findings.telling import PostingError


def set_account(name, **values):
	doc = frappe.get_doc("GL Account", name)
	doc.update(values)
	doc.save()


def save_with(doctype, name, **values):
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	doc.save()


def payment(customer, payment_account, **values):
	header = {"doctype": "Customer Payment", "customer": customer, "amount": 1250, "posting_date": DAY}
	return frappe.get_doc({**header, "payment_account": payment_account, **values})


UNFIT = {
	"1500": "account_control",  # receivables
	"1510": "account_control",  # receivables abroad
	"1460": "account_control",  # inventory
	"2700": "account_control",  # VAT
	"3000": "account_direct",
	"6890": "account_direct",  # blocked besides
	"3900": "account_category",  # income
}


@pytest.mark.parametrize("number", UNFIT)
def test_a_payment_to_an_account_that_is_kept_by_others_is_refused(number, books):
	customer = buyer()
	with refused(UNFIT[number]):
		payment(customer, number).insert()
	draft = payment(customer, "1920").insert()
	with refused(UNFIT[number]):
		draft.payment_account = number
		draft.save()


@pytest.mark.parametrize("docstatus", [0, 1])
def test_it_is_refused_on_the_way_of_rest(docstatus, books):
	customer = buyer()
	sent = payment(customer, "1500", docstatus=docstatus).as_dict(convert_dates_to_str=True)
	with refused("account_control"):
		frappe.client.insert(sent)


def test_direct_posting_does_not_open_a_receivables_account(books):
	customer = buyer()
	set_account("1500", direct_posting=1)
	with refused("account_control"):
		payment(customer, "1500").insert()


def test_a_draft_from_before_is_refused_at_posting(books):
	"""The account was put there when nothing looked."""
	draft = payment(buyer(), "1920").insert()
	frappe.db.set_value("Customer Payment", draft.name, "payment_account", "1500")
	draft.reload()
	with refused("account_control"):
		draft.submit()


def test_an_account_that_is_blocked_later_is_named(books):
	draft = payment(buyer(), "1920").insert()
	set_account("1920", blocked=1)
	with refused("account_blocked") as sentences:
		draft.submit()
	assert "1920" in sentences[0]
	set_account("1920", blocked=0)
	draft.reload()
	draft.submit()
	assert ledger(draft.name) == {"1920": 1250, "1500": -1250}


@pytest.mark.parametrize("number", ["1500", "2700", "3000"])
def test_accounts_of_a_setup_that_are_blocked_later_are_named(number, books):
	bill = invoice(item(goods(stock=5), 1), customer=buyer())
	set_account(number, blocked=1)
	with refused("account_blocked") as sentences:
		post(bill)
	assert number in sentences[0]


def test_a_payment_method_from_before_does_not_pay_to_receivables(books):
	frappe.db.set_value("Payment Method", "CASH", "balancing_account", "1500")
	frappe.clear_document_cache("Payment Method", "CASH")
	bill = invoice(item(goods(stock=5), 1), customer=buyer(payment_method="CASH"))
	with refused("account_control"):
		post(bill)


SETUP = {
	"payment method": ("Payment Method", "CASH", "balancing_account", "1500", "account_control"),
	"method, kept by postings": ("Payment Method", "CASH", "balancing_account", "3000", "account_direct"),
	"settings": ("Sales Settings", "Sales Settings", "payment_account", "1500", "account_control"),
	"gains": ("Sales Settings", "Sales Settings", "realized_gains_account", "1460", "account_control"),
	"losses": ("Sales Settings", "Sales Settings", "realized_losses_account", "6890", "account_blocked"),
}
FOUND = {
	"receivables": ("Customer Posting Group", "receivables_account", "2700", "account_control"),
	"receivables, income": ("Customer Posting Group", "receivables_account", "3900", "account_category"),
	"rounding": ("Customer Posting Group", "invoice_rounding_account", "1500", "account_control"),
	"service charge": ("Customer Posting Group", "service_charge_account", "1460", "account_control"),
	"payment discount": ("Customer Posting Group", "payment_discount_account", "2700", "account_control"),
	"payment tolerance": ("Customer Posting Group", "payment_tolerance_account", "6890", "account_blocked"),
	"sales": ("General Posting Setup", "sales_account", "1500", "account_control"),
	"line discount": ("General Posting Setup", "line_discount_account", "1460", "account_control"),
	"invoice discount": ("General Posting Setup", "invoice_discount_account", "2700", "account_control"),
	"cost of goods sold": ("General Posting Setup", "cogs_account", "1460", "account_control"),
	"inventory": ("Inventory Posting Setup", "inventory_account", "1500", "account_control"),
	"adjustment": ("Inventory Posting Setup", "inventory_adjustment_account", "1500", "account_control"),
	"variance": ("Inventory Posting Setup", "variance_account", "1500", "account_control"),
	"VAT": ("VAT Posting Setup", "sales_vat_account", "1500", "account_control"),
}


@pytest.mark.parametrize("case", SETUP)
def test_setup_refuses_what_does_not_fit(case, books):
	doctype, name, field, number, code = SETUP[case]
	with refused(code):
		save_with(doctype, name, **{field: number})


@pytest.mark.parametrize("case", FOUND)
def test_posting_setup_refuses_what_does_not_fit(case, books):
	doctype, field, number, code = FOUND[case]
	[name] = frappe.get_all(
		doctype, {field: ("is", "set")} if field != "service_charge_account" else {}, pluck="name", limit=1
	)
	with refused(code):
		if field == "receivables_account":  # that of a group with entries stays, whatever it would become
			frappe.get_doc({"doctype": doctype, "code": "OTHER", field: number}).insert()
		else:
			save_with(doctype, name, **{field: number})


def test_one_group_can_not_name_its_own_receivables_account_for_rounding(books):
	doc = frappe.get_doc(
		{
			"doctype": "Customer Posting Group",
			"code": "OWN",
			"receivables_account": "2050",
			"invoice_rounding_account": "2050",
		}
	)
	frappe.db.set_value("GL Account", "2050", "account_category", "")
	with refused("account_control"):
		doc.insert()


@pytest.mark.parametrize(
	"doctype", ["Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order"]
)
@pytest.mark.parametrize("number", ["1500", "2700", "3000"])
def test_a_line_on_an_account_kept_by_postings_is_not_posted(doctype, number, books):
	groups = {"product_posting_group": "SERVICES", "vat_product_group": "STANDARD"}
	doc = draft(doctype, {**account(number, 1, 100), **groups}, customer=buyer())
	with pytest.raises(PostingError) as caught:
		post(doc, **({"ship": True, "invoice": True} if doctype.endswith("Order") else {}))
	assert "account_direct" in [finding.code for finding in caught.value.findings]


def test_a_line_with_a_receivables_account_that_allows_direct_posting(books):
	sale = order(account("3900", 1, 100), customer=buyer())
	set_account("1500", direct_posting=1)
	frappe.db.set_value("Sales Line", sale.lines[0].name, "account", "1500")
	sale.reload()
	with refused("account_control"):
		post(sale, ship=True, invoice=True)


def test_what_was_chosen_before_may_be_saved_again(books):
	"""An account blocked later stops the posting, not the work on the draft."""
	sale = order(account("3900", 1, 100), customer=buyer())
	set_account("3900", blocked=1)
	sale.reload()
	sale.your_reference = "Later"
	sale.save()
	with refused("account_blocked"):
		post(sale, ship=True, invoice=True)


RATES = [-11.5, -0.000001, 1e-7, 1e-9]


@pytest.mark.parametrize("rate", RATES)
def test_a_payment_refuses_a_rate_near_zero(rate, books):
	customer = buyer(HAMBURG)
	with refused("exchange_rate") as sentences:
		payment(customer, "1920", exchange_rate=rate).insert()
	assert sentences[0].startswith("Exchange Rate:")
	stored = payment(customer, "1920").insert()
	with refused("exchange_rate"):
		stored.exchange_rate = rate
		stored.save()


@pytest.mark.parametrize("rate", RATES)
def test_a_document_refuses_a_rate_near_zero(rate, books):
	code = goods(stock=5)
	customer = buyer(HAMBURG)
	for doctype in ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order"):
		with refused("exchange_rate"):
			draft(doctype, item(code, 1), customer=customer, exchange_rate=rate)
	sale = order(item(code, 1), customer=customer)
	with refused("exchange_rate"):
		sale.exchange_rate = rate
		sale.save()


@pytest.mark.parametrize(("local", "units"), [(0.01, 1_000_000), (1e-9, 1), (-1, 1), (1, -1), (0, 1)])
def test_a_rate_of_a_currency_near_zero_is_refused(local, units, books):
	row = {"doctype": "Currency Exchange Rate", "currency": "SEK", "starting_date": "2031-01-01"}
	with pytest.raises(frappe.ValidationError):
		frappe.get_doc({**row, "local_amount": local, "exchange_rate_amount": units}).insert()


def test_a_draft_with_such_a_rate_from_before_is_refused_at_posting(books):
	stored = payment(buyer(HAMBURG), "1920").insert()
	frappe.db.set_value("Customer Payment", stored.name, "exchange_rate", 1e-9)
	stored.reload()
	with pytest.raises(PostingError):
		stored.submit()

"""S08: posting sales (domain 4 and A06). S08.1, .2 and .5 need nothing but the documents; batches and the queue have
files of their own beside this one."""

import frappe
import pytest
from build import DAY, account, contents, goods, invoice, item, ledger, order, post, refused, settings

from dev.demo.company import BILLING, MANAGER, WAREHOUSE
from sales_mgmt import api


def example():
	"""The order of domain 4.6: 10 × 100.00 less 10 %, VAT 25 %, unit cost 60."""
	return order(item(goods(price=100, cost=60, stock=10), 10, line_discount_percent=10))


def test_s08_1_preview_lists_the_entries_and_stores_nothing():
	doc = example()
	before = contents()
	ledgers = api.preview("Sales Order", doc.name, ship=True, invoice=True)
	assert contents() == before
	assert [(entry["amount"], entry["remaining_amount"]) for entry in ledgers["Customer Ledger Entry"]] == [
		(1125, 1125)
	]
	assert [entry["quantity"] for entry in ledgers["Item Ledger Entry"]] == [-10]
	assert [(entry["base"], entry["amount"]) for entry in ledgers["VAT Entry"]] == [(-900, -225)]
	assert sum(entry["amount"] for entry in ledgers["General Ledger Entry"]) == 0


@pytest.mark.parametrize(
	("policy", "expected"),
	[
		("No Discounts", {"receivables": 1125, "sales": -900, "vat": -225, "cogs": 600, "inventory": -600}),
		(
			"Line Discounts",
			{
				"receivables": 1125,
				"sales": -1000,
				"discount": 100,
				"vat": -225,
				"cogs": 600,
				"inventory": -600,
			},
		),
	],
)
def test_s08_2_general_ledger_of_the_example(books, policy, expected):
	settings(discount_posting=policy)
	doc = example()
	posted = post(doc, ship=True, invoice=True)
	general = frappe.get_all(
		"General Posting Setup",
		{"business_posting_group": doc.business_posting_group, "product_posting_group": "GOODS"},
		["sales_account", "line_discount_account", "cogs_account"],
	)[0]
	accounts = {
		"receivables": frappe.db.get_value(
			"Customer Posting Group", doc.customer_posting_group, "receivables_account"
		),
		"sales": general.sales_account,
		"discount": general.line_discount_account,
		"cogs": general.cogs_account,
		"vat": frappe.db.get_value(
			"VAT Posting Setup",
			{"vat_business_group": doc.vat_business_group, "vat_product_group": "STANDARD"},
			"sales_vat_account",
		),
		"inventory": frappe.db.get_value(
			"Inventory Posting Setup", {"inventory_posting_group": "PARTS"}, "inventory_account"
		),
	}
	written = ledger(posted.invoice)
	assert written == {accounts[name]: amount for name, amount in expected.items()}
	assert sum(written.values()) == 0


def test_s08_3_test_report_lists_a_missing_account_and_a_blocked_item_in_one_run():
	blocked = goods(stock=1)
	doc = order(item(blocked), item(goods(stock=1)))
	frappe.db.set_value("Item", blocked, "sales_blocked", 1)
	setup = {"business_posting_group": doc.business_posting_group, "product_posting_group": "GOODS"}
	frappe.db.set_value("General Posting Setup", setup, "sales_account", None)
	before = contents()
	report = api.test_report("Sales Order", doc.name, ship=True, invoice=True)
	assert contents() == before
	assert f"Row 1: item {blocked} is blocked for sales." in report
	assert "Fill in Sales Account in General Posting Setup" in report
	assert "Nothing stands in the way" not in report


def test_test_report_of_a_sound_document_says_so():
	report = api.test_report("Sales Order", example().name, ship=True, invoice=True)
	assert "Nothing stands in the way of this posting." in report
	assert "<tr><td" not in report


def test_a_test_report_shows_names_as_text():
	doc = example()
	frappe.db.set_value("Sales Order", doc.name, "customer_name", "<script>alert(1)</script>")
	assert "<script>" not in api.test_report("Sales Order", doc.name, ship=True)


def policy(user, **values):
	frappe.get_doc({"doctype": "Sales User Setup", "user": user, **values}).insert()


@pytest.mark.parametrize(
	("user", "setup", "offered"),
	[
		(MANAGER, None, ["Ship", "Invoice", "Ship and Invoice"]),
		(MANAGER, "Allowed", ["Ship", "Invoice", "Ship and Invoice"]),
		(MANAGER, "Prohibited", ["Ship"]),
		(MANAGER, "Mandatory", ["Ship and Invoice"]),
		(WAREHOUSE, None, ["Ship"]),
		(WAREHOUSE, "Mandatory", []),
		(BILLING, None, ["Invoice"]),
		(BILLING, "Prohibited", []),
	],
)
def test_s08_6_what_the_policy_offers(user, setup, offered):
	if setup:
		policy(user, invoice_posting_policy=setup)
	frappe.set_user(user)
	assert api.posting_options("Sales Order")["options"] == offered
	if user == WAREHOUSE:
		return  # who sees no invoices is offered none
	of_invoices = [] if setup == "Prohibited" else ["Invoice"]
	assert api.posting_options("Sales Invoice")["options"] == of_invoices


SHIP, INVOICE, BOTH = {"ship": True}, {"invoice": True}, {"ship": True, "invoice": True}


@pytest.mark.parametrize(
	("setup", "allowed", "forbidden", "code"),
	[
		("Prohibited", [SHIP], [INVOICE, BOTH], "E23"),
		("Mandatory", [BOTH], [SHIP, INVOICE], "policy_mandatory"),
	],
)
def test_s08_6_the_server_keeps_the_policy(books, setup, allowed, forbidden, code):
	doc = order(item(goods(stock=10), 10, qty_to_ship=4))
	post(doc, ship=True)
	policy(MANAGER, invoice_posting_policy=setup)
	frappe.set_user(MANAGER)
	for option in forbidden:
		codes = [found["code"] for found in api.check("Sales Order", doc.name, **option)]
		assert codes == [code]
		with refused(code):
			api.post("Sales Order", doc.name, **option)
	for option in allowed:
		assert api.post("Sales Order", doc.name, **option)["shipment"]


@pytest.mark.parametrize("road", ["post", "submit", "rest"])
def test_s08_6_prohibited_posts_no_invoice_on_any_road(road):
	doc = invoice(item(goods(stock=1)))
	policy(MANAGER, invoice_posting_policy="Prohibited")
	frappe.set_user(MANAGER)
	with refused("E23") as sentences:
		if road == "post":
			api.post("Sales Invoice", doc.name)
		elif road == "submit":
			frappe.get_doc("Sales Invoice", doc.name).submit()
		else:
			frappe.client.submit(frappe.get_doc("Sales Invoice", doc.name).as_json())
	assert "Sales User Setup" in sentences[0]


def test_mandatory_posts_an_invoice_and_the_policy_is_the_users_own(books):
	policy(MANAGER, invoice_posting_policy="Mandatory")
	policy(BILLING, invoice_posting_policy="Prohibited")
	doc = invoice(item(goods(stock=1)))
	frappe.set_user(MANAGER)
	assert api.post("Sales Invoice", doc.name)["invoice"] == doc.name


@pytest.mark.parametrize(
	("company", "user", "open_dates"),
	[
		(("2026-03-01", "2026-03-31"), (None, None), {DAY: True, "2026-04-01": False}),
		(("2026-03-01", "2026-03-31"), ("2026-04-01", "2026-04-30"), {DAY: False, "2026-04-01": True}),
		(("2026-03-01", "2026-03-31"), ("2026-01-01", None), {"2026-02-28": True, "2026-04-01": True}),
		(("2026-03-01", None), (None, "2026-03-31"), {"2026-02-28": True, "2026-04-01": False}),
	],
)
def test_posting_dates_of_a_user_replace_those_of_the_company(company, user, open_dates):
	settings(allow_posting_from=company[0], allow_posting_to=company[1])
	policy("Administrator", allow_posting_from=user[0], allow_posting_to=user[1])
	doc = invoice(account("3900", 1, 500))
	for day, is_open in open_dates.items():
		codes = [found["code"] for found in api.check("Sales Invoice", doc.name, posting_date=day)]
		assert codes == ([] if is_open else ["posting_date"])


def test_posting_dates_of_a_user_in_the_wrong_order_are_refused():
	with pytest.raises(frappe.ValidationError, match="after the last one"):
		policy(MANAGER, allow_posting_from="2026-04-01", allow_posting_to="2026-03-01")

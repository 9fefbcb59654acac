"""Sites that were installed earlier catch up."""

import frappe
from build import DAY, account, adjust, buyer, draft, entries, goods, item, order, post, posted_invoice

from sales_mgmt import api
from sales_mgmt.kinds.ledgers import LEDGERS
from sales_mgmt.patches import (
	apply_item_entries,
	billed_parts,
	default_new_settings,
	keep_document_dates,
	number_entries,
	remainders_of_credit_memos,
	sales_statistics,
	tell_of_document_dates,
)
from sales_mgmt.posting.verify.books import verify


def test_a_switch_that_came_later_gets_its_default_and_one_that_was_set_stays():
	frappe.db.delete("Singles", {"doctype": "Sales Settings", "field": "allow_editing_active_price"})
	frappe.db.set_single_value("Sales Settings", "stockout_warning", 0)
	default_new_settings.execute()
	table = frappe.qb.DocType("Singles")
	rows = (
		frappe.qb.from_(table).select(table.field, table.value).where(table.doctype == "Sales Settings").run()
	)
	stored = dict(rows)
	assert (stored["allow_editing_active_price"], stored["stockout_warning"]) == ("1", "0")


def test_entries_from_before_applications_are_applied(books):
	"""10 and 10 came, 12 were sold; then everything that came with applications is wiped out. A second run changes nothing."""
	code = goods()
	adjust((code, 10, 60))
	adjust((code, 10, 80))
	post(order(item(code, 4)), ship=True)
	posted_invoice(item(code, 8))
	fields = "quantity remaining_quantity business_posting_group product_posting_group"
	before = entries("Item Ledger Entry", fields, item=code)
	applied = entries("Item Application Entry", "quantity position cost_amount posting_date", item=code)
	assert [row[:2] for row in before] == [(10, 0), (10, 8), (-4, 0), (-8, 0)]
	frappe.db.delete("Item Application Entry", {"item": code})
	for doctype, values in {
		"Item Ledger Entry": {
			"remaining_quantity": 0,
			"unit_cost": 0,
			"business_posting_group": None,
			"product_posting_group": None,
		},
		"Item Value Entry": {"cost_posted_to_gl": 0},
	}.items():
		frappe.db.set_value(doctype, {"item": code}, values)
	frappe.db.set_value("Item", code, "costing_method", None)
	assert verify() != []
	for _run in range(2):
		apply_item_entries.execute()
		assert entries("Item Ledger Entry", fields, item=code) == before
		assert (
			entries("Item Application Entry", "quantity position cost_amount posting_date", item=code)
			== applied
		)
	assert frappe.db.get_value("Item", code, "costing_method") == "Average"


def test_ledgers_from_before_statistics_say_what_was_sold_to_whom(books):
	"""5 at 100 less 10 % in prices without VAT, 2 of them taken back without discount; then what came later is wiped out."""
	code, customer = goods(stock=20), buyer()
	bill = posted_invoice(item(code, 5), customer=customer, invoice_discount_percent=10)
	memo = draft("Sales Credit Memo", item(code, 2), customer=customer)
	post(memo)
	documents = {"document_name": ("in", [bill.name, memo.name])}
	sales = {("Invoice", 450, 50), ("Credit Memo", -200, 0)}
	for wiped in (True, False):
		if wiped:
			none = {"sales_lcy": 0, "invoice_discount_lcy": 0}
			frappe.db.set_value("Customer Ledger Entry", documents, none)
			frappe.db.set_value("Item Value Entry", documents, {"customer": None, "salesperson": None})
		sales_statistics.execute()
		fields = "document_type sales_lcy invoice_discount_lcy"
		assert set(entries("Customer Ledger Entry", fields, **documents)) == sales
		assert entries("Item Value Entry", "customer salesperson", **documents) == [(customer, "KN")] * 2


def test_orders_billed_before_parts_know_what_is_billed(books):
	"""2 of 3 × 33.333 are billed: 66.67 and VAT 16.67. The last part closes to 100.00 and 25.00."""
	doc = order(account("3900", 3, 33.333))
	doc.lines[0].update({"qty_to_ship": 2, "qty_to_invoice": 2})
	doc.save()
	post(doc, ship=True, invoice=True)
	fields = ["billed_quantity", "billed_gross_amount", "billed_vat_amount"]
	frappe.db.set_value("Sales Line", doc.lines[0].name, dict.fromkeys(fields, 0))
	assert verify() != []
	for _run in range(2):
		billed_parts.execute()
		assert frappe.db.get_value("Sales Line", doc.lines[0].name, fields) == (2, 66.67, 16.67)
	doc.reload()
	last = frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice)
	assert (last.amount, last.vat_amount) == (33.33, 8.33)


def test_what_a_return_credits_is_part_of_the_invoice_and_of_no_return_order(books):
	sold = posted_invoice(item(goods(price=90, stock=3), 3))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
	memo = post(back, ship=True, invoice=True).credit_memo
	frappe.db.set_value("Sales Credit Memo Line", {"parent": memo}, "billing_whole", 0)
	billed_parts.execute()
	assert frappe.db.get_value("Sales Line", back.lines[0].name, "billed_quantity") == 0
	assert frappe.db.get_value("Sales Credit Memo Line", {"parent": memo}, "billing_whole") == -1


def link_setting():
	table = frappe.qb.DocType("Singles")
	of_ours = (table.doctype == "Sales Settings") & (table.field == "link_document_date")
	return frappe.qb.from_(table).select(table.value).where(of_ours).run(pluck=True)


def test_sites_from_before_keep_their_document_dates():
	frappe.db.delete("Singles", {"doctype": "Sales Settings", "field": "link_document_date"})
	keep_document_dates.execute()
	default_new_settings.execute()
	assert link_setting() == ["0"]
	frappe.db.set_single_value("Sales Settings", "link_document_date", 1)
	keep_document_dates.execute()
	assert link_setting() == ["1"]


def told_of_document_dates():
	filters = {"document_type": "Sales Settings", "subject": ("like", "Due dates of orders%")}
	return frappe.get_all("Notification Log", filters, pluck="for_user")


def test_sites_without_linked_dates_are_told_once():
	frappe.db.delete("Notification Log", {"document_type": "Sales Settings"})
	frappe.db.set_single_value("Sales Settings", "link_document_date", 0)
	for _run in range(2):
		tell_of_document_dates.execute()
		users = told_of_document_dates()
		assert len(users) == len(set(users))
		assert {"Administrator", "manager@nordavind.example"} <= set(users)
		assert "clerk@nordavind.example" not in users


def test_sites_with_linked_dates_are_not_told_and_keep_what_was_typed():
	"""A document date that differs was typed: it stays, as it would have on a document of today."""
	frappe.db.delete("Notification Log", {"document_type": "Sales Settings"})
	typed, same = (order(item("1000", 1), document_date=day) for day in ("2026-03-01", "2026-03-02"))
	frappe.db.set_value("Sales Order", typed.name, "document_date_by_hand", 0)
	frappe.db.set_single_value("Sales Settings", "link_document_date", 1)
	tell_of_document_dates.execute()
	assert told_of_document_dates() == []
	marks = {
		doc: frappe.db.get_value("Sales Order", doc.name, "document_date_by_hand") for doc in (typed, same)
	}
	assert (marks[typed], marks[same]) == (1, 0)


def test_credit_memos_from_before_show_what_remains_as_documents_do(books):
	"""1 at 100 and 25 % VAT is given back: 125 to apply, -125 in the ledger and, before, on the document."""
	memo = draft("Sales Credit Memo", account("3900", 1, 100))
	post(memo)
	frappe.db.set_value("Sales Credit Memo", memo.name, "remaining_amount", -125)
	assert [drift["name"] for drift in verify()] == [memo.name]
	for _run in range(2):
		remainders_of_credit_memos.execute()
		assert frappe.db.get_value("Sales Credit Memo", memo.name, "remaining_amount") == 125
	assert verify() == []


def test_entries_from_before_are_numbered_as_they_were_created(books):
	"""Goods came and were sold; the entries of the same posting are told apart by their row. What comes then is numbered on."""
	code = goods()
	adjust((code, 10, 60))
	invoice, paid = posted_invoice(item(code, 4), item(code, 1)), posted_invoice(account("3900", 1, 80))
	api.register_payment(paid.customer, 100, DAY, paid.name)
	in_order = "creation asc, idx asc, name asc"
	for ledger in LEDGERS:
		frappe.db.set_value(ledger, {}, "entry_no", 0, update_modified=False)
	assert {drift["field"] for drift in verify()} == {"entry_no"}
	for _run in range(2):
		number_entries.execute()
		for ledger in LEDGERS:
			numbers = frappe.get_all(ledger, pluck="entry_no", order_by=in_order, limit=0)
			assert numbers == sorted(set(numbers)) and numbers[0] > 0
	together = {
		ledger: frappe.get_all(ledger, {"item": code}, pluck="entry_no", order_by="entry_no", limit=0)
		for ledger in ("Item Ledger Entry", "Item Application Entry")
	}
	came, *went = together["Item Ledger Entry"]
	assert len(went) == 2 and all(came < number for number in went)
	assert all(max(went) < number for number in together["Item Application Entry"])
	last = frappe.get_all("Customer Ledger Entry", pluck="entry_no", order_by="entry_no desc", limit=1)[0]
	memo = api.cancel_invoice(invoice.name)
	own = frappe.db.get_value("Customer Ledger Entry", {"document_name": memo}, "entry_no")
	assert own > last
	assert verify() == []


def test_entries_are_numbered_before_other_patches_read_their_order_or_write_more():
	lines = frappe.get_file_items(frappe.get_app_path("sales_mgmt", "patches.txt"))
	after_the_model = lines[lines.index("[post_model_sync]") + 1 :]
	assert after_the_model[0] == "sales_mgmt.patches.number_entries"
	assert "sales_mgmt.patches.apply_item_entries" in after_the_model

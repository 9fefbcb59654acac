"""Sites that were installed earlier catch up."""

import frappe
from build import account, adjust, buyer, draft, entries, goods, item, order, post, posted_invoice

from sales_mgmt.patches import apply_item_entries, billed_parts, default_new_settings, sales_statistics
from sales_mgmt.posting.verify import verify


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

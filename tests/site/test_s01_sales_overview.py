"""S01: one page leads to every process of selling, an order and an invoice are filled in alike, and others see nothing."""

import frappe
import frappe.client
import pytest
from build import OSLO, goods, invoice, item, order
from frappe.desk import query_report
from frappe.desk.desktop import get_workspace_sidebar_items
from overview import PAGE, links, opened

from dev.demo.company import MANAGER, PEOPLE

PROCESSES = {
	"S02 register customers": ("DocType", "Customer"),
	"S03 set up sales": ("DocType", "Sales Settings"),
	"S04 analyse sales": ("Report", "Customer Order Detail"),
	"S05 make quotes": ("DocType", "Sales Quote"),
	"S06 sell by order": ("DocType", "Sales Order"),
	"S07 invoice": ("DocType", "Sales Invoice"),
	"S08 post, one by one or in batches": ("DocType", "Posting Batch"),
	"S09 ship in parts": ("DocType", "Sales Shipment"),
	"S10 recurring lines": ("DocType", "Recurring Sales Lines"),
	"S14 pick": ("Report", "Picking List"),
	"S18 track packages": ("DocType", "Sales Shipment"),
	"S19 cancel or correct invoices": ("DocType", "Sales Invoice"),
	"S20 credit memos": ("DocType", "Sales Credit Memo"),
	"S21 return orders": ("DocType", "Sales Return Order"),
	"S24 receivables": ("Page", "register-payments"),
	"S25 send documents": ("DocType", "Document Sending Profile"),
	"S29 item charges": ("DocType", "Item Charge"),
	"S30 prices and line discounts": ("DocType", "Price List"),
	"S31 invoice discounts": ("DocType", "Invoice Discount Terms"),
	"S32 payment terms and methods": ("DocType", "Payment Terms"),
	"S33 number series": ("DocType", "Number Series"),
	"S35 contacts": ("DocType", "Contact"),
	"S37 undo shipments": ("DocType", "Sales Shipment"),
	"S38 archive": ("DocType", "Document Archive"),
	"S39 release and reopen": ("DocType", "Sales Order"),
	"S40 exact cost reversal": ("DocType", "Item Value Entry"),
	"S41 block customers": ("DocType", "Customer"),
}
"""{process: where the page leads for it}"""

NOT_BUILT_YET = {
	"S11 blanket orders": "Blanket Sales Order",
	"S12 combine shipments": None,
	"S13 assemble to order": "Assembly Order",
	"S15 drop shipments": "Purchase Order",
	"S16 special orders": "Purchase Order",
	"S17 order promising": None,
	"S22 merge duplicates": None,
	"S23 reconcile payments": "Bank Account Statement",
	"S26 approvals": "Approval Request",
	"S27 reserve items": "Reservation Entry",
	"S28 prepayments": None,
	"S34 reminders": "Reminder Terms",
	"S36 another company's sales system": None,
}
"""{process: the document it will bring}. A process that is built moves up and gets its link."""


def test_1_every_process_is_one_click_away():
	numbers = sorted(int(process[1:3]) for process in (*PROCESSES, *NOT_BUILT_YET))
	assert numbers == list(range(2, 42))
	frappe.set_user(MANAGER)
	assert set(PROCESSES.values()) <= links()


def test_1_what_is_not_built_has_no_documents_yet():
	for process, doctype in NOT_BUILT_YET.items():
		assert not doctype or not frappe.db.exists("DocType", doctype), process


def test_2_order_and_invoice_take_the_same_lines_prices_and_discounts():
	"""10 at 80 less 10 % are 720, less 5 % invoice discount 684, with 25 % VAT 855."""
	code = goods(price=80, stock=20)
	lines = (item(code, 10, line_discount_percent=10),)
	documents = [make(*lines, customer=OSLO, invoice_discount_percent=5) for make in (order, invoice)]
	for doc in documents:
		line = doc.lines[0]
		assert (line.item, line.quantity, line.unit_price) == (code, 10, 80), doc.doctype
		assert (line.line_discount_percent, line.line_amount) == (10, 720), doc.doctype
		assert (doc.customer, doc.amount, doc.vat_amount, doc.amount_including_vat) == (OSLO, 684, 171, 855)
	assert documents[0].payment_terms == documents[1].payment_terms != ""


def test_2_the_invoice_shows_no_quantity_to_ship_and_no_drop_shipment():
	def fields(doctype):
		return {field.fieldname for field in frappe.get_meta(doctype).fields}

	lines = frappe.get_meta("Sales Invoice").get_field("lines").options
	assert "qty_to_ship" in fields(frappe.get_meta("Sales Order").get_field("lines").options)
	for doctype in ("Sales Invoice", lines):
		assert not fields(doctype) & {"qty_to_ship", "drop_shipment", "purchasing_code"}, doctype


@pytest.fixture
def stranger():
	"""Somebody who can log in and has no role of the app."""
	name = "stranger@example.com"
	user = {"doctype": "User", "name": name, "email": name, "enabled": 1, "user_type": "System User"}
	frappe.get_doc(user).db_insert()
	return name


def ours(doctype, **filters):
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	return frappe.get_all(doctype, {"module": ("in", modules), **filters}, pluck="name")


def test_3_documents_are_refused_to_users_without_a_role(stranger):
	name = order(item("1000")).name
	doctypes = ours("DocType", istable=0, issingle=0)
	assert "Sales Order" in doctypes
	frappe.set_user(stranger)
	for doctype in doctypes:
		with pytest.raises(frappe.PermissionError):
			frappe.client.get_list(doctype)
	with pytest.raises(frappe.PermissionError):
		frappe.client.get("Sales Order", name)


def test_3_reports_are_refused_to_users_without_a_role(stranger):
	reports = ours("Report")
	assert "Sales by Month" in reports
	frappe.set_user(stranger)
	for report in reports:
		with pytest.raises(frappe.PermissionError):
			query_report.run(report, {})


def test_3_the_page_is_refused_to_users_without_a_role(stranger):
	frappe.set_user(stranger)
	assert PAGE not in [page["name"] for page in get_workspace_sidebar_items()["pages"]]
	with pytest.raises(frappe.PermissionError):
		opened()


@pytest.mark.parametrize("user", PEOPLE)
def test_3_users_with_a_role_are_led_to_the_page(user):
	frappe.set_user(user)
	assert PAGE in [page["name"] for page in get_workspace_sidebar_items()["pages"]]
	assert links()

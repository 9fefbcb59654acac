"""The permissions as they are set up: auditors read, nobody writes a ledger, and a customer's limit is kept."""

import frappe
import pytest
from build import BERGEN, DAY, OSLO, goods, invoice, item, order, posted_invoice

from dev.demo.company import MANAGER
from sales_mgmt import api

CHANGES = ("create", "write", "delete", "submit", "cancel", "amend", "import")
WRITTEN_BY_POSTING = (
	"General Ledger Entry",
	"VAT Entry",
	"Customer Ledger Entry",
	"Customer Application",
	"Customer Ledger Application",
	"Item Ledger Entry",
	"Item Value Entry",
	"Stock Level",
)
ROLES = ("Sales User", "Sales Manager", "Shipping User", "Billing User", "Sales Auditor")


def doctypes():
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	return frappe.get_all("DocType", {"module": ("in", modules), "istable": 0}, pluck="name")


def granted(doctype, rights):
	"""{(role, right)} of the DocType's own rules."""
	rules = frappe.get_meta(doctype).permissions
	return {(rule.role, right) for rule in rules for right in rights if rule.get(right)}


def test_the_auditor_reads_everything_and_changes_nothing(site):
	for doctype in doctypes():
		assert ("Sales Auditor", "read") in granted(doctype, ["read"]), doctype
		assert not [rule for rule in granted(doctype, CHANGES) if rule[0] == "Sales Auditor"], doctype


@pytest.mark.parametrize("doctype", WRITTEN_BY_POSTING)
def test_no_role_may_write_a_ledger(doctype):
	assert granted(doctype, CHANGES) == set()
	assert {role for role, _ in granted(doctype, ["read"])} <= set(ROLES)


def test_what_is_posted_is_cancelled_and_amended_by_nobody():
	for doctype in doctypes():
		assert granted(doctype, ["cancel", "amend"]) == set(), doctype


def test_shipments_are_made_by_posting_only():
	assert {right for _, right in granted("Sales Shipment", CHANGES)} == {"submit"}


def test_no_role_of_others_sees_anything():
	"""Guest, All and Desk User are everybody; only the admin's own role sets things up."""
	for doctype in doctypes():
		assert {role for role, _ in granted(doctype, ["read"])} <= {*ROLES, "System Manager"}, doctype


@pytest.fixture
def theirs():
	"""Documents of Bergen, made before the manager was told to look after Oslo only."""
	shipped = order(item(goods(stock=10), 10), customer=BERGEN)
	api.post("Sales Order", shipped.name, ship=True)
	posted_invoice(item(goods(stock=10), 10), customer=BERGEN)
	documents = {
		"order": order(item(goods(stock=10), 10), customer=BERGEN),
		"shipped": shipped,
		"invoice": invoice(item(goods(stock=10), 10), customer=BERGEN),
		"ours": order(item(goods(stock=10), 10), customer=OSLO),
	}
	limit = {"doctype": "User Permission", "user": MANAGER, "allow": "Customer", "for_value": OSLO}
	frappe.get_doc(limit).insert()
	yield documents
	frappe.db.rollback()
	frappe.cache.hdel("user_permissions", MANAGER)


CALLS = {
	"check": lambda docs: api.check("Sales Order", docs["order"].name, ship=True),
	"preview": lambda docs: api.preview("Sales Order", docs["order"].name, ship=True),
	"post": lambda docs: api.post("Sales Order", docs["order"].name, ship=True, invoice=True),
	"post an invoice": lambda docs: api.post("Sales Invoice", docs["invoice"].name),
	"release": lambda docs: api.release("Sales Order", docs["order"].name),
	"make an invoice": lambda docs: api.make_invoice("Sales Order", docs["shipped"].name),
	"calculate": lambda docs: api.calculate(docs["order"].as_dict(convert_dates_to_str=True)),
	"calculate a new one": lambda docs: api.calculate(
		{"doctype": "Sales Order", "customer": BERGEN, "lines": [item("1000")]}
	),
	"calculate for their bill": lambda docs: api.calculate(
		{"doctype": "Sales Order", "customer": OSLO, "bill_to_customer": BERGEN, "lines": [item("1000")]}
	),
	"register a payment": lambda docs: api.register_payment(BERGEN, 10, DAY),
	"see what is unpaid": lambda docs: api.unpaid_entries(BERGEN),
}


def got_through(documents):
	"""The calls that were permitted; what they did is undone."""
	through = set()
	for name, call in CALLS.items():
		frappe.db.savepoint("one_call")
		try:
			call(documents)
			through.add(name)
		except frappe.PermissionError:
			pass
		frappe.db.rollback(save_point="one_call")
	return through


def test_documents_of_another_customer_are_out_of_reach(theirs):
	assert got_through(theirs) == set(CALLS)
	frappe.set_user(MANAGER)
	assert got_through(theirs) == set()


def test_documents_of_ones_own_customer_are_posted(theirs):
	frappe.set_user(MANAGER)
	assert api.post("Sales Order", theirs["ours"].name, ship=True, invoice=True)["invoice"]
	assert api.register_payment(OSLO, 10, DAY)


def test_lists_show_ones_own_customer_only(theirs):
	doctypes = (
		"Sales Order",
		"Sales Invoice",
		"Sales Shipment",
		"Customer Ledger Entry",
		"Item Ledger Entry",
	)
	for doctype in doctypes:
		assert frappe.get_all(doctype, {"customer": BERGEN}), doctype
	frappe.set_user(MANAGER)
	for doctype in doctypes:
		assert frappe.get_list(doctype, {"customer": BERGEN}) == [], doctype

"""A script in every text field of every DocType: no form, list, report or dialog runs it, and what is shown is the text.

Paper, mails and the test report have the same test without a browser (tests/site/test_scripts_on_paper.py).
"""

import pytest
from office_day import today
from playwright.sync_api import expect
from rest import post
from scripted import SCRIPT, doctypes, put_scripts_in

from dev.demo.company import MANAGER

RAN = "() => { const found = window.script_ran || null; window.script_ran = null; return found; }"
SHOWN = "(text) => [...document.querySelectorAll('.page-container, .modal.show')].some((one) => one.offsetParent !== null && one.innerText.includes(text))"
REPORTS = (
	"Aged Receivables", "Customer Item Sales", "Customer Order Detail", "Inventory Availability", "Order Backlog",
	"Picking List", "Sales Back Orders", "Sales by Month", "Salesperson Statistics", "Top Customers", "VAT Summary",
)  # fmt: skip


@pytest.fixture
def desk(somebody):
	desk = somebody(MANAGER)
	desk.go("sales-order")
	put_scripts_in(desk.page)
	yield desk
	desk.page.unroute_all(behavior="ignoreErrors")


@pytest.fixture
def documents(elsewhere, order, customer):
	"""{DocType: name} of an order in each state, an invoice, a return order, a charge."""
	requests = elsewhere(MANAGER)
	open_order = order({"item": "7000", "quantity": 2, "description": "Bell"}, release=False)
	shipped = order({"item": "7000", "quantity": 2})
	posted = post(
		requests, "/api/method/sales_mgmt.api.post",
		{"doctype": "Sales Order", "name": shipped, "ship": 1, "invoice": 1},
	)["message"]  # fmt: skip
	values = {"customer": customer["name"], "lines": [{"type": "Item", "item": "7000", "quantity": 1}]}
	back = post(requests, "/api/resource/Sales Return Order", values)["data"]["name"]
	return {"open": open_order, "shipped": shipped, "back": back, **posted}


def route(desk, *path):
	desk.page.evaluate("(path) => frappe.set_route(path)", list(path))
	desk.page.wait_for_function("(path) => frappe.get_route_str() === path.join('/')", arg=list(path))
	desk.at_rest()


def ran(desk, where):
	"""Nothing, or where a script ran."""
	found = desk.page.evaluate(RAN)
	return [f"{where}: {found[:300]}"] if found else []


def kinds():
	return sorted(
		name
		for name, doctype in doctypes().items()
		if not doctype.get("istable") and not doctype.get("issingle")
	)


@pytest.mark.soak(reduced=12, full=1000)
def test_every_list_and_form(desk, documents, size):
	"""Every few of them in `make test`, with those that people read most; all of them in `make soak`."""
	shown, bad = 0, []
	some = kinds()[:: max(1, len(kinds()) // size)]
	for doctype in {*some, "Customer", "Sales Order", "Sales Invoice", "Item"}:
		route(desk, "List", doctype, "List")
		bad += ran(desk, f"list of {doctype}")
		shown += desk.page.evaluate(SHOWN, SCRIPT)
		name = desk.page.evaluate("() => (cur_list && cur_list.data && cur_list.data[0] || {}).name")
		if name:
			route(desk, "Form", doctype, name)
			bad += ran(desk, f"form of {doctype}")
			shown += desk.page.evaluate(SHOWN, SCRIPT)
	assert bad == []
	assert shown >= 8


def test_every_report(desk, documents, customer):
	shown, bad = 0, []
	for report in REPORTS:
		desk.report(report)
		bad += ran(desk, report)
		shown += desk.page.evaluate(SHOWN, SCRIPT)
	for report, filters in (
		("Customer Statement", {"customer": customer["name"]}),
		("Price Overview", {"item": "7000", "customer": customer["name"]}),
	):
		desk.report(report, **filters)
		bad += ran(desk, report)
	assert bad == []
	assert shown >= 3


KINDS = (
	("Sales Order", "open"),
	("Sales Order", "shipped"),
	("Sales Invoice", "invoice"),
	("Sales Shipment", "shipment"),
	("Sales Return Order", "back"),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(kind))
def test_dialogs_of_documents(desk, documents, kind):
	doctype, which = kind
	route(desk, "Form", doctype, documents[which])
	desk.form_of(doctype, documents[which])
	opened, bad = 0, []
	for label in offered(desk):
		desk.page.evaluate(PRESS, label)
		desk.at_rest()
		bad += ran(desk, label)
		opened += desk.page.locator(".modal.show").count()
		desk.page.wait_for_function(CLOSED)
		route(desk, "Form", doctype, documents[which])
	assert bad == []
	assert opened >= 2, offered(desk)


CLOSED = """() => {
	for (const open of [...frappe.ui.open_dialogs, frappe.msg_dialog]) if (open) open.hide();
	return !document.querySelector(".modal.show");
}"""
ITEMS = """() => [...new Set([...document.querySelectorAll(".page-container:not([style*='none']) .page-head a.dropdown-item, .page-container:not([style*='none']) .page-head .inner-group-button a, .page-container:not([style*='none']) .custom-actions button")]
	.map((one) => one.innerText || one.textContent).map((label) => label.trim().split("\\n")[0]).filter(Boolean))]"""
PRESS = """(label) => {
	const all = [...document.querySelectorAll(".page-container:not([style*='none']) .page-head a.dropdown-item, .page-container:not([style*='none']) .custom-actions button")];
	const found = all.find((one) => one.textContent.trim().split("\\n")[0].trim() === label);
	if (found) found.click();
}"""


def offered(desk):
	"""What asks first: labels that end with dots, and those that only show something."""
	labels = desk.page.evaluate(ITEMS)
	return [label for label in labels if label.endswith("…") or label in ("Line Tracking", "Preview Posting")]


def test_the_payment_table(desk, documents):
	route(desk, "register-payments")
	desk.page.locator(".payment-table tbody tr").first.wait_for()
	desk.at_rest()
	assert ran(desk, "payment table") == []
	assert desk.page.evaluate(SHOWN, SCRIPT)
	desk.page.locator(".payment-table .paid").first.click()
	desk.at_rest()
	assert ran(desk, "an answer about a payment") == []


def test_addresses_and_contacts(desk, elsewhere, customer):
	"""Frappe's own forms, with what our customers' people typed into them."""
	requests, links = elsewhere(MANAGER), [{"link_doctype": "Customer", "link_name": customer["name"]}]
	kinds = {
		"Address": {"address_title": "Scripted", "address_type": "Billing", "address_line1": "Plads <3", "city": "Oslo", "country": "Norway"},
		"Contact": {"first_name": "Kari"},
	}  # fmt: skip
	bad = []
	for doctype, values in kinds.items():
		name = post(requests, f"/api/resource/{doctype}", {**values, "links": links})["data"]["name"]
		for path in (("List", doctype, "List"), ("Form", doctype, name)):
			route(desk, *path)
			bad += ran(desk, " ".join(path))
	assert bad == []


def test_unapplying(desk, elsewhere, documents, customer):
	requests = elsewhere(MANAGER)
	values = {
		"customer": customer["name"],
		"amount": 10,
		"posting_date": str(today()),
		"apply_to": [documents["invoice"]],
	}
	payment = post(requests, "/api/method/sales_mgmt.api.register_payment", values)["message"]
	route(desk, "Form", "Customer Payment", payment)
	desk.form_of("Customer Payment", payment)
	desk.page.evaluate(PRESS, "Unapply")
	desk.dialog.wait_for()
	desk.at_rest()
	assert ran(desk, "Unapply") == []
	assert desk.page.evaluate(SHOWN, SCRIPT)


def test_combining_receipts(desk, elsewhere, documents, customer):
	"""The dialog, and what it says of a customer whose receipts it combined."""
	requests = elsewhere(MANAGER)
	answer = requests.put(f"/api/resource/Customer/{customer['name']}", data={"combine_shipments": 1})
	assert answer.ok, answer.text()
	post(
		requests, "/api/method/sales_mgmt.api.post",
		{"doctype": "Sales Return Order", "name": documents["back"], "ship": 1},
	)  # fmt: skip
	route(desk, "List", "Sales Credit Memo", "List")
	desk.page.evaluate(PRESS, "Combine Return Receipts…")
	desk.dialog.wait_for()
	desk.at_rest()
	desk.page.evaluate("(customer) => cur_dialog.set_value('customer', customer)", customer["name"])
	desk.at_rest()
	desk.press_in_dialog("Combine")
	desk.dialog.locator("table tbody tr").first.wait_for()
	assert ran(desk, "Combine Return Receipts") == []
	cell = desk.dialog.locator("table tbody td").first
	expect(cell).to_contain_text(customer["customer_name"])
	expect(cell).not_to_contain_text(customer["name"])
	expect(desk.dialog.get_by_role("button", name="Combine", exact=True)).to_be_disabled()

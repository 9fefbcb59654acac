"""The server dies in the middle of a posting: nothing of it remains, and no number is missing afterwards.

A process is killed for real (SIGKILL) before each statement by which a posting writes, one after the other; nobody rolls
back but the database. Which statements those are is found out by posting once and giving up: none can be forgotten.
"""

import re
from contextlib import ExitStack

import frappe
import pytest
from build import DAY, adjust, contents, draft, goods, item, order, post, stock
from processes import at, at_write, die, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

BEFORE_COMMIT = (
	"sales_mgmt.api.with_retries",
	"sales_mgmt.api.receivables.with_retries",
	"sales_mgmt.api.corrections.with_retries",
)
SEPARATOR = chr(30)


pytestmark = pytest.mark.usefixtures("swept_up")


def new_order(**values):
	return order(item(goods(stock=10), 10, **values), customer=customer(), location="MAIN")


def order_to_ship():
	return {"doctype": "Sales Order", "name": new_order().name, "ship": True}


def order_to_invoice():
	doc = new_order()
	post(doc, ship=True)
	return {"doctype": "Sales Order", "name": doc.name, "invoice": True}


def order_to_ship_and_invoice():
	return {**order_to_ship(), "invoice": True}


def direct_invoice():
	return {"doctype": "Sales Invoice", "name": draft("Sales Invoice", item(goods(stock=10), 10)).name}


def invoice_of_an_order():
	name = order_to_invoice()["name"]
	return {"doctype": "Sales Invoice", "name": api.make_invoice("Sales Order", name)}


def paid_at_once():
	values = {"customer": customer(payment_method="CASH"), "location": "MAIN"}
	return {
		"doctype": "Sales Invoice",
		"name": draft("Sales Invoice", item(goods(stock=10), 10), **values).name,
	}


def payment():
	payer = customer()
	doc = draft("Sales Invoice", item(goods(stock=10), 10), customer=payer, location="MAIN")
	post(doc)
	return {"customer": payer, "amount": 1250, "posting_date": DAY, "apply_to": doc.name}


def adjustment():
	copy = frappe.copy_doc(adjust((goods(), 10, 60)), ignore_no_copy=False).insert()
	return {"doctype": "Inventory Adjustment", "name": copy.name}


def billed():
	doc = draft("Sales Invoice", item(goods(stock=10), 10), customer=customer(), location="MAIN")
	post(doc)
	return doc


def credit_memo():
	return {"doctype": "Sales Credit Memo", "name": api.make_corrective_credit_memo(billed().name)}


def new_return():
	bill = billed()
	doc = draft("Sales Return Order", customer=bill.customer, location="MAIN")
	api.get_lines_to_reverse(doc.name, [line.name for line in bill.lines])
	return doc.name


def return_to_receive():
	return {"doctype": "Sales Return Order", "name": new_return(), "ship": True}


def return_to_credit():
	name = new_return()
	api.post("Sales Return Order", name, ship=True)
	return {"doctype": "Sales Return Order", "name": name, "invoice": True}


def invoice_to_cancel():
	doc = new_order()
	return {"call": "cancel_invoice", "invoice": post(doc, ship=True, invoice=True).invoice}


def invoice_to_correct():
	return {"call": "correct_invoice", "invoice": billed().name}


def credit_memo_to_cancel():
	return {"call": "cancel_credit_memo", "credit_memo": api.cancel_invoice(invoice_to_cancel()["invoice"])}


def shipment_to_undo():
	return {"call": "undo_shipment", "shipment": post(new_order(), ship=True).shipment}


def receipt_to_undo():
	name = api.post("Sales Return Order", new_return(), ship=True)["return_receipt"]
	return {"call": "undo_return_receipt", "return_receipt": name}


def act(arguments):
	if "call" in arguments:
		rest = {name: value for name, value in arguments.items() if name != "call"}
		return getattr(api, arguments["call"])(**rest)
	return api.post(**arguments) if "doctype" in arguments else api.register_payment(**arguments)


MOVED = {"Item Ledger Entry", "Item Value Entry", "Item Application Entry", "Stock Level"}
SHIPPED = {"Sales Shipment", "Sales Shipment Line"} | MOVED
BILLED = {"Sales Invoice", "Customer Ledger Entry", "General Ledger Entry", "VAT Entry", "Item Value Entry"}
COUNTED = {"Sales Order", "Sales Line"}
NUMBERED = {"Number Series Line"}
APPLIED = {"Customer Application", "Customer Ledger Application"}
CREDITED = {
	"Sales Credit Memo",
	"Customer Ledger Entry",
	"General Ledger Entry",
	"VAT Entry",
	"Sales Invoice Line",
}
MOVED = {"Item Ledger Entry", "Item Value Entry", "Item Application Entry", "Stock Level"}

POSTINGS = {
	"ship an order": (order_to_ship, SHIPPED | COUNTED | NUMBERED),
	"invoice an order": (
		order_to_invoice,
		BILLED | COUNTED | NUMBERED | {"Sales Invoice Line", "Item Ledger Entry"},
	),
	"ship and invoice an order": (
		order_to_ship_and_invoice,
		SHIPPED | BILLED | COUNTED | NUMBERED | {"Sales Invoice Line"},
	),
	"invoice directly": (
		direct_invoice,
		BILLED | NUMBERED | MOVED | {"Sales Invoice Line"},
	),
	"invoice what an order shipped": (
		invoice_of_an_order,
		BILLED | COUNTED | NUMBERED | {"Item Ledger Entry"},
	),
	"invoice that is paid at once": (
		paid_at_once,
		BILLED | NUMBERED | {"Customer Application", "Customer Ledger Application"},
	),
	"take a payment": (
		payment,
		{
			"Customer Payment",
			"Customer Ledger Entry",
			"Customer Application",
			"Customer Ledger Application",
			"General Ledger Entry",
			"Sales Invoice",
		}
		| NUMBERED,
	),
	"adjust the stock": (
		adjustment,
		{"Inventory Adjustment", "Item Ledger Entry", "Item Value Entry", "Stock Level"} | NUMBERED,
	),
	"credit an invoice": (credit_memo, CREDITED | MOVED | APPLIED | NUMBERED),
	"receive a return": (
		return_to_receive,
		MOVED | {"Return Receipt", "Return Receipt Line", "Sales Return Order", "Sales Line"} | NUMBERED,
	),
	"credit a return": (
		return_to_credit,
		CREDITED | {"Item Ledger Entry", "Item Value Entry", "Sales Return Order", "Sales Line"} | NUMBERED,
	),
	"cancel an invoice": (
		invoice_to_cancel,
		CREDITED | MOVED | APPLIED | COUNTED | NUMBERED | {"Sales Invoice", "Sales Credit Memo Line"},
	),
	"correct an invoice": (invoice_to_correct, CREDITED | MOVED | APPLIED | NUMBERED | {"Sales Invoice"}),
	"cancel a credit memo": (
		credit_memo_to_cancel,
		BILLED | MOVED | APPLIED | COUNTED | NUMBERED | {"Sales Credit Memo", "Sales Invoice Line"},
	),
	"undo a shipment": (shipment_to_undo, MOVED | COUNTED | {"Sales Shipment Line"}),
	"undo a return receipt": (
		receipt_to_undo,
		MOVED | {"Return Receipt Line", "Sales Return Order", "Sales Line"},
	),
}
"""{what: (what is there before, the tables that it writes to at least)}"""

SERIES = (
	"posted_shipment_series",
	"posted_invoice_series",
	"posted_return_receipt_series",
	"posted_credit_memo_series",
	"payment_series",
	"adjustment_series",
)


def act_and_give_up(arguments):
	with at_write(None, die) as statements:
		act(arguments)
	raise frappe.ValidationError(SEPARATOR.join(statements))


def act_and_die(arguments, number):
	with ExitStack() as stack:
		if number:
			stack.enter_context(at_write(number, die))
		else:
			for place in BEFORE_COMMIT:
				stack.enter_context(at(place, die, after=True))
		act(arguments)


def written_tables(statements):
	return [re.search(r"`tab([^`]+)`|`(Series|__\w+)`", line) for line in statements]


@pytest.mark.parametrize("what", POSTINGS)
def test_a_posting_that_is_killed_before_any_of_its_statements_leaves_nothing(what):
	prepare, tables = POSTINGS[what]
	arguments = prepare()
	frappe.db.commit()
	before, numbers = contents(), [last_number(series) for series in SERIES]
	(given_up,) = together((act_and_give_up, arguments))
	statements = given_up.message.split(SEPARATOR)
	assert tables <= {found.group(1) for found in written_tables(statements) if found}
	for number in (*range(1, len(statements) + 1), None):
		(outcome,) = together((act_and_die, arguments, number))
		assert outcome.killed, f"did not die at {number}: {outcome}"
	frappe.db.rollback()
	assert contents() == before
	assert verify() == []
	act(arguments)
	frappe.db.commit()
	assert verify() == []
	taken = [before != last_number(series) for series, before in zip(SERIES, numbers, strict=True)]
	for series, number, used in zip(SERIES, numbers, taken, strict=True):
		assert last_number(series)[1] == (numbers_after(number, 1)[0] if used else number[1])
	assert any(taken) or what.startswith("undo")


def test_what_the_killed_posting_would_have_shipped_is_in_stock():
	arguments = order_to_ship()
	code = frappe.db.get_value("Sales Line", {"parent": arguments["name"]}, "item")
	frappe.db.commit()
	(outcome,) = together((act_and_die, arguments, None))
	frappe.db.rollback()
	assert outcome.killed
	assert stock(code) == (10, 600)

"""Hooks for other apps: more checks on every road to a posting, and one call after it is safely stored."""

import sys

import frappe
import frappe.client
import pytest
from build import DAY, OSLO, buyer, draft, goods, item, order, posted_invoice, refused
from frappe.desk.form.save import savedocs
from processes import swept

from sales_mgmt import api
from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.telling import PostingError

THEIRS = "sales_mgmt.another_app"
"""The name under which this module stands in for another app: Frappe calls hooks of installed apps only."""
calls = []
LEDGERS = ("Customer Ledger Entry", "General Ledger Entry", "Item Ledger Entry", "Customer Application")


def no_thirteen(facts):
	"""Another app's rule: no line of 13 pieces."""
	lines = getattr(facts, "lines", ())
	return [
		Finding("unlucky", "Row {0}: 13 is unlucky.", (str(line.row),), line.row)
		for line in lines
		if line.quantity == 13
	]


def listener(doctype, posted):
	calls.append((doctype, {kind: name for kind, name in posted.items() if name}))


def broken(doctype, posted):
	raise RuntimeError("the other app has a fault")


@pytest.fixture
def hooked(monkeypatch):
	"""As if another app were installed whose hooks.py names the functions above."""
	theirs = {
		"sales_mgmt_posting_checks": [THEIRS + ".no_thirteen"],
		"sales_mgmt_posted": [THEIRS + ".broken", THEIRS + ".listener"],
	}
	original = frappe.get_hooks

	def with_theirs(hook=None, *args, **kwargs):
		return theirs[hook] if hook in theirs else original(hook, *args, **kwargs)

	monkeypatch.setattr(frappe, "get_hooks", with_theirs)
	monkeypatch.setitem(sys.modules, THEIRS, sys.modules[__name__])
	calls.clear()


def unlucky(doctype):
	return draft(doctype, item(goods(stock=20), 13))


def adjustment():
	lines = [{"item": goods(), "location": "MAIN", "quantity": 1, "unit_cost": 60}]
	return frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines}).insert()


def payment():
	values = {"customer": OSLO, "amount": 5, "posting_date": DAY}
	return frappe.get_doc({"doctype": "Customer Payment", **values}).insert()


BLOCKED = {
	"the API, an order": lambda: api.post("Sales Order", unlucky("Sales Order").name, ship=True),
	"the API, an invoice": lambda: api.post("Sales Invoice", unlucky("Sales Invoice").name),
	"a preview": lambda: api.preview("Sales Order", unlucky("Sales Order").name, ship=True),
	"the form": lambda: savedocs(unlucky("Sales Invoice").as_json(), "Submit"),
	"REST": lambda: frappe.client.submit(unlucky("Sales Invoice").as_json()),
	"a script": lambda: unlucky("Sales Invoice").submit(),
}


@pytest.mark.parametrize("road", BLOCKED)
def test_a_finding_of_another_app_stops_every_road(road, hooked):
	with pytest.raises(PostingError, match="Row 1: 13 is unlucky"):
		BLOCKED[road]()
	assert calls == []


def test_a_finding_of_another_app_is_among_the_others(hooked):
	doc = order(item(goods(), 13), item(goods(stock=1), 1))
	codes = [(finding["code"], finding["row"]) for finding in api.check("Sales Order", doc.name, ship=True)]
	assert ("unlucky", 1) in codes and ("stock", 1) in codes
	with refused("unlucky", "stock"):
		api.post("Sales Order", doc.name, ship=True)


def as_form(doc):
	savedocs(doc.as_json(), "Submit")
	return {"Sales Invoice": "invoice", "Customer Payment": "payment"}[doc.doctype], doc.name


def rest_put(doc):
	"""PUT /api/resource/Sales Invoice/<name> with {"docstatus": 1}"""
	frappe.local.form_dict = frappe._dict(data=frappe.as_json({"docstatus": 1}))
	stored = frappe.get_doc(doc.doctype, doc.name, for_update=True)
	stored.update({"docstatus": 1})
	stored.save()
	return "invoice", doc.name


def saved(doc):
	frappe.client.save({**frappe.client.get(doc.doctype, doc.name), "docstatus": 1})
	return "invoice", doc.name


def through_api(doc, **options):
	posted = api.post(doc.doctype, doc.name, **options)
	return tuple(next((kind, name) for kind, name in posted.items() if name))


def by_script(doc):
	doc.submit()
	return {"Inventory Adjustment": "adjustment", "Sales Invoice": "invoice"}[doc.doctype], doc.name


ROADS = {
	"the form": lambda: (as_form, draft("Sales Invoice", item(goods(stock=1)))),
	"the form, a payment": lambda: (as_form, payment()),
	"REST": lambda: (rest_put, draft("Sales Invoice", item(goods(stock=1)))),
	"a client's save": lambda: (saved, draft("Sales Invoice", item(goods(stock=1)))),
	"a script": lambda: (by_script, draft("Sales Invoice", item(goods(stock=1)))),
	"a script, an adjustment": lambda: (by_script, adjustment()),
	"the API": lambda: (through_api, draft("Sales Invoice", item(goods(stock=1)))),
	"the API, a payment": lambda: (through_api, payment()),
}


@pytest.mark.parametrize("road", ROADS)
def test_the_other_app_is_told_once_after_the_commit(road, hooked):
	with swept():
		way, doc = ROADS[road]()
		frappe.db.commit()
		calls.clear()
		kind, name = way(doc)
		assert calls == []
		frappe.db.commit()
		assert calls == [(doc.doctype, {kind: name})]
		frappe.db.commit()
		assert len(calls) == 1


def nothing_today(facts):
	"""Another app's rule: nothing is posted today, whatever it is."""
	return [Finding("closed", "The books are closed today.")]


def shipment_to_undo():
	doc = order(item(goods(stock=5), 2))
	shipment = api.post("Sales Order", doc.name, ship=True)["shipment"]
	return "Sales Shipment", lambda: api.undo_shipment(shipment), {"undone": shipment}


def open_pair():
	customer = buyer()
	bill = posted_invoice(item(goods(stock=5), 1), customer=customer)
	paid = frappe.get_doc(
		{"doctype": "Customer Payment", "customer": customer, "amount": 5, "posting_date": DAY}
	).insert()
	paid.submit()
	bill.reload()
	paid.reload()
	return bill.customer_ledger_entry, paid.customer_ledger_entry


def entries_to_apply():
	owed, paid = open_pair()
	return "Customer Application", lambda: api.apply_entries(paid, owed), {"application"}


def application_to_take_back():
	owed, paid = open_pair()
	application = api.apply_entries(paid, owed)
	return "Customer Application", lambda: api.unapply(application), {"unapplied", "application"}


def invoice_to_cancel():
	bill = posted_invoice(item(goods(stock=5), 1))
	return "Sales Invoice", lambda: api.cancel_invoice(bill.name), {"credit_memo"}


def cancellation_to_cancel():
	bill = posted_invoice(item(goods(stock=5), 1))
	memo = api.cancel_invoice(bill.name)
	return "Sales Credit Memo", lambda: api.cancel_credit_memo(memo), {"invoice"}


def adjustment_to_post():
	doc = adjustment()
	return "Inventory Adjustment", doc.submit, {"adjustment"}


def payment_to_post():
	doc = payment()
	return "Customer Payment", doc.submit, {"payment"}


POSTINGS = (
	shipment_to_undo,
	entries_to_apply,
	application_to_take_back,
	invoice_to_cancel,
	cancellation_to_cancel,
	adjustment_to_post,
	payment_to_post,
)


@pytest.mark.parametrize("posting", POSTINGS, ids=lambda posting: posting.__name__)
def test_whatever_posts_is_stopped_by_another_app_and_leaves_nothing(posting, hooked, monkeypatch, books):
	_doctype, post_it, _kinds = posting()
	before = [frappe.db.count(ledger) for ledger in LEDGERS]
	monkeypatch.setattr(sys.modules[__name__], "no_thirteen", nothing_today)
	frappe.db.savepoint("before_it")
	with pytest.raises(PostingError, match="The books are closed today"):
		post_it()
	frappe.db.rollback(save_point="before_it")
	assert [frappe.db.count(ledger) for ledger in LEDGERS] == before


@pytest.mark.parametrize("posting", POSTINGS, ids=lambda posting: posting.__name__)
def test_whatever_posts_is_told_to_the_other_app(posting, hooked):
	with swept():
		doctype, post_it, kinds = posting()
		frappe.db.commit()
		calls.clear()
		post_it()
		frappe.db.commit()
		((told, made),) = calls
		assert told == doctype and set(made) == set(kinds)


def test_an_undo_that_is_taken_back_is_not_told(hooked):
	with swept():
		_doctype, undo_it, _kinds = shipment_to_undo()
		frappe.db.commit()
		calls.clear()
		frappe.db.savepoint("one")
		undo_it()
		frappe.db.rollback(save_point="one")
		frappe.db.commit()
		assert calls == []


def test_an_order_tells_of_all_it_made(hooked):
	with swept():
		doc = order(item(goods(stock=5), 5))
		frappe.db.commit()
		calls.clear()
		posted = api.post("Sales Order", doc.name, ship=True, invoice=True)
		frappe.db.commit()
		made = {"shipment": posted["shipment"], "invoice": posted["invoice"]}
		assert calls == [("Sales Order", made)]


def test_nobody_is_told_of_what_is_rolled_back(hooked):
	with swept():
		bill = draft("Sales Invoice", item(goods(stock=1)))
		frappe.db.commit()
		calls.clear()
		api.post("Sales Invoice", bill.name)
		frappe.db.rollback()
		frappe.db.commit()
		assert calls == []
		# a batch takes back one document of several and commits the others
		frappe.db.savepoint("one")
		api.post("Sales Invoice", bill.name)
		frappe.db.rollback(save_point="one")
		frappe.db.commit()
		assert calls == []

"""Inside a document of one's own there is no way to others': not to bill, ship, address, pay or take over."""

import frappe
import frappe.client
import pytest
from build import BERGEN, CHAIN, DAY, LILLEHAMMER, OSLO, goods, item, order, post, posted_invoice
from limited import OF_EAST, OF_OSLO, limit, limited_user, ours_and_theirs

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError


@pytest.fixture
def sides():
	ours, theirs = ours_and_theirs()
	limited_user(OF_OSLO, Customer=OSLO)
	limited_user(OF_EAST, Location="EAST")
	return ours, theirs


def new_order(**values):
	return {"doctype": "Sales Order", "customer": OSLO, "location": "EAST", "lines": [item("1000")], **values}


FIELDS = {
	"customer": "Customer",
	"bill_to_customer": "Customer",
	"contact": "Contact",
	"ship_to_address": "Address",
	"bill_to_address": "Address",
}


@pytest.mark.parametrize(
	"doctype", ["Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo"]
)
@pytest.mark.parametrize("field", FIELDS)
def test_a_link_to_another_customer_is_refused(field, doctype, sides):
	ours, theirs = sides
	foreign = {field: theirs[FIELDS[field]]}
	for user, refused in (("Administrator", False), (OF_OSLO, True)):
		frappe.set_user(user)
		for road in (
			lambda: frappe.client.insert({**new_order(doctype=doctype), **foreign}),
			lambda: api.calculate({**new_order(doctype=doctype), **foreign}),
			lambda: frappe.client.set_value(doctype, ours[doctype], foreign),
		):
			frappe.db.savepoint("road")
			if refused:
				with pytest.raises(frappe.PermissionError):
					road()
			else:
				road()
			frappe.db.rollback(save_point="road")


def test_ones_own_order_is_made_and_changed(sides):
	ours, _theirs = sides
	frappe.set_user(OF_OSLO)
	doc = frappe.get_doc(new_order(contact=ours["Contact"], ship_to_address=ours["Address"])).insert()
	frappe.client.set_value("Sales Order", doc.name, "your_reference", "R1")
	assert frappe.db.get_value("Sales Order", doc.name, "your_reference") == "R1"


@pytest.mark.parametrize(
	"doctype",
	[
		"Sales Quote",
		"Sales Order",
		"Sales Invoice",
		"Sales Return Order",
		"Sales Credit Memo",
		"Price List",
		"Customer Payment",
	],
)
def test_a_document_of_somebody_else_can_not_be_taken_over(doctype, sides):
	"""Frappe looks at the new customer only, which is one's own."""
	theirs = sides[1][doctype]
	if doctype == "Customer Payment":
		payment = {"doctype": doctype, "customer": BERGEN, "amount": 5, "posting_date": DAY}
		theirs = frappe.get_doc(payment).insert().name
	values = {
		"customer": OSLO,
		"bill_to_customer": OSLO,
		"contact": "",
		"ship_to_address": "",
		"bill_to_address": "",
	}
	known = frappe.get_meta(doctype).has_field
	values = {field: value for field, value in values.items() if known(field)}
	frappe.set_user(OF_OSLO)
	with pytest.raises(frappe.PermissionError, match="not yours to change"):
		frappe.client.set_value(doctype, theirs, values)


def test_a_document_of_another_location_can_not_be_taken_over(sides):
	frappe.set_user(OF_EAST)
	with pytest.raises(frappe.PermissionError, match="not yours to change"):
		frappe.client.set_value("Sales Order", sides[1]["Sales Order"], {"location": "EAST"})


def test_a_customer_who_is_billed_to_another_needs_both():
	user = limited_user(OF_OSLO, Customer=LILLEHAMMER)
	frappe.set_user(user)
	with pytest.raises(frappe.PermissionError, match=rf"Bill-to Customer .*{CHAIN}"):
		frappe.get_doc(new_order(customer=LILLEHAMMER)).insert()
	with pytest.raises(frappe.PermissionError, match=CHAIN):
		api.calculate(new_order(customer=LILLEHAMMER))
	frappe.set_user("Administrator")
	limit(user, Customer=CHAIN)
	frappe.set_user(user)
	assert frappe.get_doc(new_order(customer=LILLEHAMMER)).insert().bill_to_customer == CHAIN


def test_an_invoice_of_another_customer_is_not_paid(sides):
	bill = posted_invoice(item(goods(stock=1)), customer=BERGEN)
	frappe.set_user(OF_OSLO)
	for target in (bill.name, bill.customer_ledger_entry):
		with pytest.raises(frappe.PermissionError):
			api.register_payment(OSLO, 10, DAY, apply_to=target)
	payment = {"doctype": "Customer Payment", "customer": OSLO, "amount": 5, "posting_date": DAY}
	with pytest.raises(frappe.PermissionError):
		frappe.client.insert({**payment, "applications": [{"entry": bill.customer_ledger_entry}]})


def test_unpaid_entries_are_those_of_the_list():
	"""Chain pays for Lillehammer; who looks after Chain alone sees what was sold to Chain."""
	bills = {
		buyer: posted_invoice(item(goods(stock=1)), customer=buyer, location="MAIN")
		for buyer in (CHAIN, LILLEHAMMER)
	}
	user = limited_user(OF_OSLO, Customer=CHAIN)

	def unpaid():
		return {row["entry"] for row in api.unpaid_entries(CHAIN)} & {
			bill.customer_ledger_entry for bill in bills.values()
		}

	assert len(unpaid()) == 2
	frappe.set_user(user)
	assert unpaid() == {bills[CHAIN].customer_ledger_entry}


# Locations


def test_the_location_of_a_new_order_is_ones_own(sides):
	"""Customers and settings say MAIN; who may use EAST only gets that."""
	frappe.set_user(OF_EAST)
	doc = frappe.get_doc(new_order(location=None)).insert()
	assert (doc.location, doc.lines[0].location) == ("EAST", "EAST")
	assert api.calculate(new_order(location=None))["location"] == "EAST"


def test_another_location_is_refused_on_header_and_lines(sides):
	elsewhere = item("1000", location="MAIN")
	frappe.set_user(OF_EAST)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(new_order(location="MAIN")).insert()
	with pytest.raises(frappe.PermissionError, match=r"Row 2: you may not use Location .*MAIN"):
		frappe.get_doc(new_order(lines=[item("1000"), elsewhere])).insert()
	with pytest.raises(frappe.PermissionError, match=r"Row 1"):
		api.calculate(new_order(lines=[elsewhere]))


ACTIONS = {
	"check": lambda names: api.check("Sales Order", names["Sales Order"], ship=True),
	"preview": lambda names: api.preview("Sales Order", names["Sales Order"], ship=True),
	"post": lambda names: api.post("Sales Order", names["Sales Order"], ship=True),
	"release": lambda names: api.release("Sales Order", names["Sales Order"]),
	"make an order": lambda names: api.make_order(names["Sales Quote"]),
	"make an invoice": lambda names: api.make_invoice("Sales Quote", names["Sales Quote"]),
	"post an invoice": lambda names: api.post("Sales Invoice", names["Sales Invoice"]),
	"check an adjustment": lambda names: api.check("Inventory Adjustment", names["Inventory Adjustment"]),
}


@pytest.mark.parametrize("what", ACTIONS)
def test_nothing_is_done_with_documents_of_another_location(what, sides):
	_ours, theirs = sides
	frappe.set_user(OF_EAST)
	with pytest.raises(frappe.PermissionError):
		ACTIONS[what](theirs)
	frappe.set_user("Administrator")
	ACTIONS[what](theirs)


def mixed_order():
	here, there = goods(), goods(stock=5)
	frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"lines": [{"item": here, "location": "EAST", "quantity": 5, "unit_cost": 60}],
		}
	).insert().submit()
	return order(item(here, 5), item(there, 5, location="MAIN"), location="EAST")


def test_an_order_with_a_line_of_another_location_is_seen_and_kept(sides):
	doc = mixed_order()
	frappe.set_user(OF_EAST)
	assert frappe.get_list("Sales Order", {"name": doc.name})
	assert frappe.client.get("Sales Order", doc.name)["lines"][1]["location"] == "MAIN"
	frappe.client.set_value("Sales Order", doc.name, "your_reference", "R1")


def test_goods_leave_from_ones_own_location_only(sides, books):
	doc = mixed_order()
	frappe.set_user(OF_EAST)
	codes = [(finding["code"], finding["row"]) for finding in api.check("Sales Order", doc.name, ship=True)]
	assert ("location", 2) in codes
	for call in (api.post, api.preview):
		with pytest.raises(PostingError, match=r"Row 2: you may not ship from location MAIN"):
			call("Sales Order", doc.name, ship=True)
	doc.reload()
	doc.lines[1].qty_to_ship = 0
	doc.save()
	shipped = post(doc, ship=True).shipment
	assert frappe.client.get("Sales Shipment", shipped)["lines"][0]["location"] == "EAST"
	frappe.set_user("Administrator")
	doc.reload()
	assert [line.quantity_shipped for line in doc.lines] == [5, 0]


def test_a_customer_is_seen_whatever_its_usual_location(sides):
	frappe.db.set_value("Customer", OSLO, "location", "MAIN")
	frappe.set_user(OF_EAST)
	assert frappe.client.get("Customer", OSLO)


def test_goods_come_back_to_ones_own_location_only(sides, books):
	"""Received, cancelled and undone by somebody of the other location: never."""
	doc = mixed_order()
	sold = post(doc, ship=True, invoice=True)
	shipped = mixed_order()
	shipment = post(shipped, ship=True).shipment
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.invoice))
	frappe.set_user(OF_EAST)
	with pytest.raises(PostingError, match=r"Row 2: you may not receive at location MAIN"):
		api.post("Sales Return Order", back.name, ship=True)
	for call in (
		lambda: api.cancel_invoice(sold.invoice),
		lambda: api.correct_invoice(sold.invoice),
		lambda: api.undo_shipment(shipment),
	):
		with pytest.raises(PostingError, match=r"Row 2: you may not move goods at location MAIN"):
			call()
	assert [finding["code"] for finding in api.check_cancellation(sold.invoice)] == ["location"]
	lines = frappe.get_doc("Sales Shipment", shipment).lines
	assert api.undo_shipment(shipment, [lines[0].name]) == [lines[0].name]


def test_goods_that_came_back_are_sent_off_again_from_ones_own_location_only(sides, books):
	"""Cancelling the credit memo of a cancellation moves goods as the cancellation did."""
	sold = post(mixed_order(), ship=True, invoice=True)
	memo = api.cancel_invoice(sold.invoice)
	frappe.set_user(OF_EAST)
	with pytest.raises(PostingError, match=r"Row 2: you may not move goods at location MAIN"):
		api.cancel_credit_memo(memo)
	frappe.set_user("Administrator")
	assert frappe.db.get_value("Sales Credit Memo", memo, "cancelled_by") is None
	assert api.cancel_credit_memo(memo)


def test_lines_to_reverse_are_those_of_ones_own_documents():
	"""By customer and by location alike: what the lists hide is not offered."""
	code = goods(stock=20)
	sold = posted_invoice(item(code, 2), location="MAIN")

	def offered():
		return [row["document"] for row in api.lines_to_reverse(OSLO) if row["item"] == code]

	assert offered() == [sold.name]
	draft = frappe.get_doc({"doctype": "Sales Return Order", "customer": OSLO, "location": "EAST"}).insert()
	frappe.set_user(limited_user(OF_EAST, Location="EAST"))
	assert offered() == []
	with pytest.raises(frappe.ValidationError, match="is no posted line of customer"):
		api.get_lines_to_reverse(draft.name, [sold.lines[0].name])

"""Check S06: the order cycle of domain A05. Copying a document (4 to 6) has tests of its own."""

import frappe
from build import edit, entries, goods, item, order, post, quantities, refused, statuses


def test_s06_1_the_worked_trace_field_by_field(books):
	"""Domain section 3, line of 100: to ship, to invoice, shipped, invoiced, outstanding, shipped not invoiced."""
	doc = order(item(goods(stock=100), 100))
	assert quantities(doc) == [(100, 100, 0, 0, 100, 0)]
	edit(doc, qty_to_ship=40)
	assert quantities(doc) == [(40, 40, 0, 0, 100, 0)]
	post(doc, ship=True)
	assert quantities(doc) == [(60, 100, 40, 0, 60, 40)]
	post(doc, invoice=True)
	assert quantities(doc) == [(60, 60, 40, 40, 60, 0)]
	edit(doc, qty_to_ship=25, qty_to_invoice=10)
	assert quantities(doc) == [(25, 10, 40, 40, 60, 0)]
	post(doc, ship=True, invoice=True)
	assert quantities(doc) == [(35, 50, 65, 50, 35, 15)]
	post(doc, ship=True, invoice=True)
	assert quantities(doc) == [(0, 0, 100, 100, 0, 0)]
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_s06_2_an_unshipped_order_can_not_be_invoiced(books):
	doc = order(item(goods(stock=10), 10))
	with refused("E01") as sentences:
		post(doc, invoice=True)
	assert "Ship first, or choose Ship and Invoice." in sentences[0]
	assert statuses(doc) == ("Open", "Not Shipped", "Not Invoiced")


def test_s06_3_a_fully_shipped_and_invoiced_order_leaves_the_list(books):
	doc = order(item(goods(stock=4, price=250), 4))
	posted = post(doc, ship=True, invoice=True)
	# what the list of orders shows at first
	assert doc.name not in frappe.get_all("Sales Order", {"status": ("!=", "Completed")}, pluck="name")
	chain = {"sales_order": doc.name, "docstatus": 1}
	assert frappe.get_all("Sales Shipment", chain, pluck="name") == [posted.shipment]
	assert frappe.get_all("Sales Invoice", chain, pluck="name") == [posted.invoice]
	assert entries("Item Ledger Entry", "quantity", sales_order=doc.name) == [(-4,)]
	owed = entries("Customer Ledger Entry", "amount", document_name=posted.invoice)
	assert owed == [(1250,)]  # 4 × 250 and 25 % VAT

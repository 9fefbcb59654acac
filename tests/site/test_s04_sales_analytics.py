"""S04, sales analytics: what is outstanding, what waits for stock, what is to be picked (domain A01, A07)."""

from build import buyer, goods, item, order, post
from reporting import ask

from sales_mgmt import api


def test_s04_1_customer_order_detail_shows_what_is_outstanding_of_an_order(books):
	"""100 at 50 ordered, 40 shipped: 60 outstanding, worth 3,000; 40 are not invoiced, worth 2,000."""
	customer = buyer()
	doc = order(item(goods(price=50, stock=100), 100, qty_to_ship=40), customer=customer)
	post(doc, ship=True)
	answer = ask("Customer Order Detail", customer=customer)
	group, line = answer.rows
	assert (line.sales_order, line.quantity, line.quantity_shipped) == (doc.name, 100, 40)
	assert (line.outstanding_quantity, line.qty_shipped_not_invoiced) == (60, 40)
	assert (line.outstanding_amount, line.not_invoiced_amount) == (3000, 2000)
	for totals in (group, answer.total):
		assert (totals.outstanding_amount, totals.not_invoiced_amount) == (3000, 2000)


def test_s04_2_sales_back_orders_lists_an_order_line_whose_outstanding_exceeds_what_is_available():
	"""10 in stock. 6 are due first, so of the 7 due later 3 are missing, at 100 each."""
	code = goods(stock=10)
	later = order(item(code, 7), shipment_date="2026-03-20")
	sooner = order(item(code, 6), shipment_date="2026-03-10")
	answer = ask("Sales Back Orders", item=code)
	assert answer.shown("sales_order", "outstanding", "available", "missing", "amount") == [
		(later.name, 7, 4, 3, 300)
	]
	assert sooner.name not in {row.sales_order for row in answer.rows}


def test_s04_3_inventory_picking_list_totals_an_item_on_two_orders():
	code = goods(stock=50)
	first, second = order(item(code, 10)), order(item(code, 5))
	for doc in (first, second):
		api.release("Sales Order", doc.name)
	answer = ask("Picking List", orders=f"{first.name}|{second.name}", group_by="Item")
	assert [(row.sales_order, row.quantity) for row in answer.rows] == [(first.name, 10), (second.name, 5)]
	assert (answer.total["item"], answer.total.quantity) == (code, 15)

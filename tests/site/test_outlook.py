"""What the Post dialog says of a posting beforehand: quantities and amounts of what would be made."""

from build import buyer, goods, invoice, item, order, post

from sales_mgmt import api


def test_an_order_shipped_and_invoiced_in_part(books):
	"""6 of 10 at 100 and 4 at 250 are 1,600 net, 2,000 with VAT; nothing is stored."""
	sale = order(
		item(goods(price=100, stock=10), 10, qty_to_ship=6, qty_to_invoice=6),
		item(goods(price=250, stock=4), 4),
		customer=buyer(),
	)
	found = api.posting_outlook("Sales Order", sale.name, ship=True, invoice=True)
	assert found["findings"] == []
	assert found["moved"] == {"lines": 2, "quantities": [{"uom": "PCS", "quantity": 10}]}
	assert found["billed"] == {
		"lines": 2,
		"currency": "NOK",
		"amount": 1600,
		"vat_amount": 400,
		"amount_including_vat": 2000,
	}
	only = api.posting_outlook("Sales Order", sale.name, ship=True)
	assert (only["moved"]["lines"], only["billed"]) == (2, None)
	sale.reload()
	assert [line.quantity_shipped for line in sale.lines] == [0, 0]
	post(sale, ship=True, invoice=True)


def test_an_invoice_and_what_can_not_be_posted(books):
	draft = invoice(item(goods(price=100, stock=2), 2), customer=buyer())
	assert (
		api.posting_outlook("Sales Invoice", draft.name, invoice=True)["billed"]["amount_including_vat"]
		== 250
	)
	lacking = order(item(goods(price=100), 2), customer=buyer())
	found = api.posting_outlook("Sales Order", lacking.name, ship=True)
	assert (found["moved"], found["billed"]) == (None, None)
	assert [finding["code"] for finding in found["findings"]] == ["stock"]


def test_comments_are_neither_goods_nor_lines(books):
	"""A remark goes along with what is shipped and billed, and is no piece of anything."""
	remark = {"type": "", "description": "Ring before delivery."}
	sale = order(item(goods(stock=2), 2), remark, customer=buyer())
	found = api.posting_outlook("Sales Order", sale.name, ship=True, invoice=True)
	assert found["moved"] == {"lines": 1, "quantities": [{"uom": "PCS", "quantity": 2}]}
	assert found["billed"]["lines"] == 1
	draft = invoice(item(goods(stock=2), 2), remark, customer=buyer())
	assert api.posting_outlook("Sales Invoice", draft.name, invoice=True)["billed"]["lines"] == 1

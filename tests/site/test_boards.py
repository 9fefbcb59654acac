"""What dragging a card of a Kanban board does: the action that leads to the column, or nothing, with what to do instead."""

import frappe
import pytest
from build import item, order, quote
from frappe.handler import execute_cmd

from dev.demo.company import BILLING, CLERK
from sales_mgmt import api
from sales_mgmt.forms import boards
from sales_mgmt.forms.boards import QUOTES

DRAGGED = "frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card"
OPENED = "frappe.desk.doctype.kanban_board.kanban_board.update_order"


def ask(method, **arguments):
	"""As the board asks, by the name of Frappe's method."""
	frappe.local.form_dict = frappe._dict(arguments)
	frappe.local.request = frappe._dict(method="POST")
	return execute_cmd(method)


def drag(doc, to, index=0, board=QUOTES):
	arguments = {"from_colname": doc.status, "to_colname": to, "old_index": 0, "new_index": index}
	return ask(DRAGGED, board_name=board, docname=doc.name, **arguments)


def status_of(doc):
	return frappe.db.get_value(doc.doctype, doc.name, "status")


def cards(board, column):
	row = next(row for row in board.columns if row.column_name == column)
	return frappe.parse_json(row.order)


def board_on(field, doctype, *columns):
	values = {"kanban_board_name": frappe.generate_hash(length=8), "reference_doctype": doctype}
	rows = [{"column_name": column} for column in columns]
	return frappe.get_doc(
		{"doctype": "Kanban Board", **values, "field_name": field, "columns": rows}
	).insert()


def test_the_board_of_quotes_comes_with_the_app_and_shows_what_is_not_closed():
	board = frappe.get_doc("Kanban Board", QUOTES)
	assert (board.reference_doctype, board.field_name, board.private) == ("Sales Quote", "status", 0)
	assert [column.column_name for column in board.columns] == ["Open", "Pending Approval", "Released"]
	boards.add_board()
	assert frappe.db.count("Kanban Board", {"name": QUOTES}) == 1


def test_dragging_to_released_releases_and_back_reopens():
	doc = quote(item("1000"))
	frappe.set_user(CLERK)
	board = drag(doc, "Released")
	assert status_of(doc) == "Released"
	assert doc.name == cards(board, "Released")[0] and doc.name not in cards(board, "Open")
	doc.reload()
	drag(doc, "Open")
	assert status_of(doc) == "Open"


def test_what_can_not_be_released_is_not_dragged_there():
	doc = quote()
	with pytest.raises(frappe.ValidationError, match="There is nothing to release"):
		drag(doc, "Released")
	assert status_of(doc) == "Open"


@pytest.mark.parametrize(
	("column", "said"),
	[
		("Ordered", "is ordered by making an order from it"),
		("Lost", "choose Mark as Lost, which asks for the reason"),
		("Pending Approval", "waits for approval when a workflow says so"),
	],
)
def test_no_other_status_is_set_by_dragging(column, said):
	board = board_on("status", "Sales Quote", "Open", "Pending Approval", "Ordered", "Lost")
	doc = quote(item("1000"))
	with pytest.raises(frappe.ValidationError, match=said):
		drag(doc, column, board=board.name)
	assert status_of(doc) == "Open"


def test_a_quote_that_is_ordered_is_not_dragged_back():
	board = board_on("status", "Sales Quote", "Open", "Ordered")
	doc = quote(item("1000"))
	api.make_order(doc.name)
	doc.reload()
	with pytest.raises(frappe.ValidationError, match="has the status Ordered"):
		drag(doc, "Open", board=board.name)
	assert status_of(doc) == "Ordered"


def test_no_field_that_the_server_writes_is_set_by_dragging():
	board = board_on("shipping_status", "Sales Order", "Not Shipped", "Shipped")
	doc = order(item("1000"))
	with pytest.raises(frappe.ValidationError, match="can not be dragged"):
		drag(doc, "Shipped", board=board.name)
	assert frappe.db.get_value("Sales Order", doc.name, "shipping_status") == "Not Shipped"


def test_a_field_that_people_fill_in_is_set_by_dragging():
	board = board_on("shipping_advice", "Sales Order", "Partial", "Complete")
	doc = order(item("1000"), shipping_advice="Partial")
	board.columns[0].order = frappe.as_json([doc.name])
	board.columns[1].order = "[]"
	board.save()
	arguments = {"from_colname": "Partial", "to_colname": "Complete", "old_index": 0, "new_index": 0}
	ask(DRAGGED, board_name=board.name, docname=doc.name, **arguments)
	assert frappe.db.get_value("Sales Order", doc.name, "shipping_advice") == "Complete"


def test_who_only_reads_quotes_drags_none():
	doc = quote(item("1000"))
	frappe.set_user(BILLING)
	with pytest.raises(frappe.PermissionError):
		drag(doc, "Released")
	frappe.set_user("Administrator")
	assert status_of(doc) == "Open"


def test_a_board_that_was_opened_a_while_ago_puts_nothing_back():
	doc = quote(item("1000"))
	api.release("Sales Quote", doc.name)
	board, changed = ask(
		OPENED, board_name=QUOTES, order=frappe.as_json({"Open": [doc.name], "Released": []})
	)
	assert changed == []
	assert status_of(doc) == "Released"
	assert cards(board, "Open") == [doc.name]

"""Kanban boards: the board of quotes that comes with the app, and what dragging a card may do.

Frappe's board writes the value of a column into the field that the board groups by. A field that only the server
writes does not change by that, so dragging asks for the action that leads there, or is refused with what to do instead;
then the card goes back. This holds for every board on such a field of our DocTypes, whoever made it. Boards on other
fields are Frappe's affair, and so are those of other apps.

A board also stores the order of its cards whenever it is opened. Nothing but that is taken from it here: a screen that
is a minute old puts no document back where it was.
"""

from typing import Any

import frappe
from frappe import _
from frappe.desk.doctype.kanban_board import kanban_board
from frappe.model.document import Document
from frappe.modules.utils import get_module_app

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.arguments import NO_LIST, action
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.unreadable import Unreadable
from sales_mgmt.kinds.documents import WORKING
from sales_mgmt.posting.sale.releasing import change_status
from sales_mgmt.texts.messages import bold, said

BOARD = "Kanban Board"
QUOTE = "Sales Quote"
QUOTES = sentence("Quotes in Progress")
COLUMNS = {"Open": "Orange", "Pending Approval": "Yellow", "Released": "Blue"}
"""Statuses of a quote that still can become something, and their colours. Orders made of quotes are elsewhere."""
SHOWN = ("name", "valid_until", "amount_including_vat_lcy", "salesperson")

ACTIONS = {"Released": "release", "Open": "reopen"}
"""Columns that a card is dragged to, and the action that leads there."""


@action(methods=["POST"])
def update_order_for_single_card(
	board_name: str,
	docname: str,
	from_colname: str,
	to_colname: str,
	old_index: int,
	new_index: int,
) -> Document | dict[str, Any]:
	"""A card was dragged. Stands in for Frappe's method of this name (`override_whitelisted_methods`). Returns the board."""
	board = _board(board_name)
	if not _server_writes(board.reference_doctype, board.field_name):
		return kanban_board.update_order_for_single_card(
			board_name, docname, from_colname, to_colname, old_index, new_index
		)
	require(board.reference_doctype, "write")
	if from_colname != to_colname:
		_move(board, docname, to_colname)
	_place(board, docname, to_colname, new_index)
	return board.save(ignore_permissions=True)  # where cards stand is no customising


@action(methods=["POST"])
def update_order(board_name: str, order: dict) -> tuple[Document, list]:
	"""A board was opened and tells how its cards stand. Stands in for Frappe's method of this name. Returns the board and
	the documents that were changed by it: none."""
	board = _board(board_name)
	if not _server_writes(board.reference_doctype, board.field_name):
		return kanban_board.update_order(board_name, frappe.as_json(order))
	if not frappe.has_permission(board.reference_doctype, "write"):
		return board, []
	for column in board.columns:
		if column.column_name in order:
			column.order = frappe.as_json(_cards(column.column_name, order[column.column_name]))
	return board.save(ignore_permissions=True), []


def add_board() -> None:
	"""The board of quotes, on a site that has none of this name. The admin may change or delete it."""
	if frappe.db.exists(BOARD, QUOTES):
		return
	columns = [
		{"column_name": name, "indicator": colour, "status": "Active"} for name, colour in COLUMNS.items()
	]
	values = {
		"kanban_board_name": QUOTES,
		"reference_doctype": QUOTE,
		"field_name": "status",
		"columns": columns,
		"fields": frappe.as_json(SHOWN),
		"filters": frappe.as_json([[QUOTE, "status", "in", list(COLUMNS), False]]),
		"show_labels": 0,
	}
	board = frappe.get_doc({"doctype": BOARD, **values})
	board.insert(ignore_permissions=True)


def remove_boards(doctypes: list[str]) -> None:
	"""Boards of DocTypes that are gone, whoever made them."""
	for name in frappe.get_all(BOARD, {"reference_doctype": ("in", doctypes)}, pluck="name"):
		frappe.db.delete("Kanban Board Column", {"parent": name})
		frappe.db.delete(BOARD, {"name": name})


def _board(name: str) -> Document:
	board = frappe.get_doc(BOARD, name)
	board.check_permission("read")
	require(board.reference_doctype, "read")
	return board


def _server_writes(doctype: str, fieldname: str) -> bool:
	meta = frappe.get_meta(doctype)
	field = meta.get_field(fieldname)
	return bool(field and field.read_only) and get_module_app(meta.module) == "sales_mgmt"


def _move(board: Document, name: str, to: str) -> None:
	"""Do to the document what leads to the column, or say what does."""
	doc = allowed(board.reference_doctype, name, (board.reference_doctype,), "write")
	if doc.get(board.field_name) == to:
		return
	action = ACTIONS.get(to) if board.field_name == "status" and doc.doctype in WORKING else None
	if not action:
		frappe.throw(_refusal(doc, to), title=_("Not By Dragging"))
	require(doc.doctype, "create")
	change_status(doc, action)


def _refusal(doc: Document, to: str) -> str:
	sentences = {
		"Ordered": _(
			"Quote {0} is ordered by making an order from it. Open it and choose Sales Order under Create."
		),
		"Lost": _("Open quote {0} and choose Mark as Lost, which asks for the reason."),
		"Pending Approval": _(
			"{0} waits for approval when a workflow says so. Use the actions of the workflow."
		),
	}
	other = _("What is written here of {0} follows from what is done with it, so it can not be dragged.")
	return said(sentences.get(to, other)).format(bold(doc.name))


def _cards(column: str, names: Any) -> list[str]:
	if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
		refuse_unread([told(Unreadable(NO_LIST), _(column))])
	return names


def _place(board: Document, name: str, to: str, index: int) -> None:
	for column in board.columns:
		cards = [card for card in frappe.parse_json(column.order or "[]") if card != name]
		if column.column_name == to:
			cards.insert(index, name)
		column.order = frappe.as_json(cards)

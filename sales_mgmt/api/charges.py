"""Item charges, beside `sales_mgmt.api`, which offers them under its own name too (domain A29)."""

from typing import Any, TypedDict

from frappe.model.document import Document

from sales_mgmt.access.permissions import allowed
from sales_mgmt.documents.charges import charge_targets as goods
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import DRAFTS
from sales_mgmt.ownership import save_built


class ChargeTarget(TypedDict, total=False):
	line: str | None
	entry: str | None
	quantity: float | None
	qty_to_handle: float | None


@action(methods=["GET", "POST"])
def charge_targets(doctype: str, name: str, line: str, search: str | None = None) -> dict[str, Any]:
	"""A charge line, and the goods that it belongs to or may belong to: {charge, targets}.

	Posted goods of the customer are offered newest first, 50 at most; `search` looks in document, item and description.
	"""
	doc = allowed(doctype, name, DRAFTS, "read")
	charge = goods.charge_line(doc, line)
	return _answer(doc, charge, search)


@action(methods=["POST"])
def suggest_charge_assignment(
	doctype: str, name: str, line: str, method: str = "Equally", targets: list[str] | None = None
) -> dict[str, Any]:
	"""Divide a charge over goods and save the document. Returns {charge, targets} as it is then.

	`method`: Equally, By Amount, By Weight or By Volume. `targets`: names of lines, of the document or posted; without them
	those that it is assigned to already, else all item lines of the document.
	"""
	doc = allowed(doctype, name, DRAFTS, "write")
	charge = goods.charge_line(doc, line)
	goods.suggest_assignment(doc, charge, method, targets or None)
	return _save(doc, line)


@action(methods=["POST"])
def assign_charge(doctype: str, name: str, line: str, targets: list[ChargeTarget]) -> dict[str, Any]:
	"""Assign a charge to exactly these goods and save the document. Returns {charge, targets} as it is then.

	`targets`: [{"line": name of a line of the document or of a posted one, "quantity": …, "qty_to_handle": …}]; instead of
	the line, "entry" names an item ledger entry. What is posted already stays.
	"""
	doc = allowed(doctype, name, DRAFTS, "write")
	charge = goods.charge_line(doc, line)
	goods.assign(doc, charge, targets)
	return _save(doc, line)


def _save(doc: Document, line: str) -> dict[str, Any]:
	save_built(doc)
	return _answer(doc, goods.charge_line(doc, line))


def _answer(doc: Document, charge: Document, search: str | None = None) -> dict[str, Any]:
	shown = ("name", "idx", "item_charge", "description", "quantity", "line_amount", "qty_not_assigned")
	return {
		"charge": {field: charge.get(field) for field in shown},
		"targets": goods.targets(doc, charge, search),
	}

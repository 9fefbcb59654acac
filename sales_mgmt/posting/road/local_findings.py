"""What stands in the way of this user and this site, not of the document: other people's locations, an open approval."""

from collections.abc import Iterable
from typing import Any

from sales_mgmt.access.user_permissions import allowed_values
from sales_mgmt.approvals.workflow import approval_findings
from sales_mgmt.documents.state.workflow_hold import hold_findings
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.posting.core.corrections.facts import CancellationFacts, CreditCancellationFacts
from sales_mgmt.posting.core.corrections.undo import UndoFacts
from sales_mgmt.posting.core.facts import SaleFacts

SHIP = sentence(
	"Row {0}: you may not ship from location {1}. Set the quantity to ship to 0, or leave it to a colleague there."
)
RECEIVE = sentence(
	"Row {0}: you may not receive at location {1}. Set the quantity to receive to 0, or leave it to a colleague there."
)
TAKE_BACK = sentence("Row {0}: you may not move goods at location {1}. Leave it to a colleague there.")


def local_findings(facts: Any) -> list[Finding]:
	"""Findings on a sale or a return. Payments and adjustments are as a whole the user's, or out of sight.

	Goods move only at locations that the user may use, whoever may see the document.
	"""
	if isinstance(facts, SaleFacts):
		header = facts.header
		moved = [(line.row, line.location) for line in facts.lines if line.item and line.ship_now]
		return [
			*approval_findings(header.doctype, header.name, header.status),
			*hold_findings(header.doctype, header.name),
			*_foreign_locations(header.doctype, moved, RECEIVE if facts.is_return else SHIP),
		]
	if isinstance(facts, CancellationFacts | CreditCancellationFacts):
		rows = {line.name: line.row for line in facts.lines}
		moved = [(rows[goods.line], goods.location) for goods in facts.goods]
		made = "Sales Credit Memo" if isinstance(facts, CancellationFacts) else "Sales Invoice"
		return _foreign_locations(made, moved, TAKE_BACK)
	if isinstance(facts, UndoFacts):
		moved = [(line.row, line.location) for line in facts.lines if line.item]
		return _foreign_locations(
			"Return Receipt" if facts.is_receipt else "Sales Shipment", moved, TAKE_BACK
		)
	return []


def _foreign_locations(doctype: str, moved: Iterable[tuple[int, str | None]], message: str) -> list[Finding]:
	limit = allowed_values("Location", doctype)
	if limit is None:
		return []
	return [
		Finding("location", message, (str(row), location), row)
		for row, location in moved
		if location and location not in limit
	]

"""What stands in the way of this user and this site, not of the document: other people's locations, an open approval."""

from typing import Any

from sales_mgmt.documents.approval import approval_findings
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.findings import Finding, sentence
from sales_mgmt.user_permissions import allowed_values


def local_findings(facts: Any) -> list[Finding]:
	"""Findings on a sale. Payments and adjustments are as a whole the user's, or out of sight."""
	if not isinstance(facts, SaleFacts):
		return []
	header = facts.header
	return [*approval_findings(header.doctype, header.name, header.status), *_foreign_locations(facts)]


def _foreign_locations(facts: SaleFacts) -> list[Finding]:
	"""Goods leave only from locations that the user may use, whoever may see the document."""
	limit = allowed_values("Location", facts.header.doctype)
	if limit is None:
		return []
	message = sentence(
		"Row {0}: you may not ship from location {1}. Set the quantity to ship to 0, or leave it to a colleague there."
	)
	return [
		Finding("location", message, (str(line.row), line.location), line.row)
		for line in facts.lines
		if line.item and line.ship_now and line.location and line.location not in limit
	]

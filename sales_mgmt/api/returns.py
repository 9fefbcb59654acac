"""Return receipts on credit memos, beside `sales_mgmt.api`, which offers them under its own name too (domain A13)."""

from datetime import date
from typing import Any

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.billing import combine as combine_receipts
from sales_mgmt.billing import moved_lines as return_receipts
from sales_mgmt.incoming.arguments import action
from sales_mgmt.masters.external_number import read_number
from sales_mgmt.ownership import save_built

MEMO = "Sales Credit Memo"


@action(methods=["GET", "POST"])
def return_receipt_lines(credit_memo: str) -> list[dict[str, Any]]:
	"""Lines of return receipts that a draft credit memo may credit: received, not credited, and on no other draft."""
	doc = allowed(MEMO, credit_memo, (MEMO,), "read")
	require("Return Receipt", "read")
	return return_receipts.receipt_lines(doc)


@action(methods=["POST"])
def get_return_receipt_lines(credit_memo: str, lines: list[str] | None = None) -> list[str]:
	"""Put lines of return receipts on a draft credit memo and save it: those named, or all that are offered. Returns the
	names of the new rows."""
	doc = allowed(MEMO, credit_memo, (MEMO,), "write")
	require("Return Receipt", "read")
	known = {line.name for line in doc.lines}
	return_receipts.fetch(doc, lines or None)
	save_built(doc)
	return [line.name for line in doc.lines if line.name not in known]


@action(methods=["POST"])
def combine_return_receipts(
	posting_date: date,
	document_date: date | None = None,
	post: bool = False,
	customer: str | None = None,
	external_document_no: str | None = None,
) -> dict[str, list[dict[str, Any]]]:
	"""One credit memo per customer for all that came back and is not credited: {credit_memos, failed}.

	For customers with Combine Shipments on, or the one named if it has. `post`: post them too; otherwise they are drafts.
	`external_document_no`: the customer's own number, for credit memos whose return orders do not share one; where the
	customer is named it goes before theirs. Raises IncomingError for one that no field could hold.
	"""
	number = read_number(external_document_no)
	require(MEMO, "create")
	require("Return Receipt", "read")
	if customer:
		require("Customer", "read", customer)
	if post:
		require(MEMO, "submit")
	return combine_receipts.combine(posting_date, document_date or posting_date, post, customer, number)

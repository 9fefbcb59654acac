"""Return receipts on credit memos, beside `sales_mgmt.api`, which offers them under its own name too (domain A13)."""

from typing import Any

import frappe
from frappe.utils import getdate

from sales_mgmt.documents import combine_receipts, return_receipts
from sales_mgmt.ownership import save_built
from sales_mgmt.permissions import allowed, require

MEMO = "Sales Credit Memo"


@frappe.whitelist(methods=["GET", "POST"])
def return_receipt_lines(credit_memo: str) -> list[dict[str, Any]]:
	"""Lines of return receipts that a draft credit memo may credit: received, not credited, and on no other draft."""
	doc = allowed(MEMO, credit_memo, (MEMO,), "read")
	require("Return Receipt", "read")
	return return_receipts.receipt_lines(doc)


@frappe.whitelist(methods=["POST"])
def get_return_receipt_lines(credit_memo: str, lines: list | str | None = None) -> list[str]:
	"""Put lines of return receipts on a draft credit memo and save it: those named, or all that are offered. Returns the
	names of the new rows."""
	doc = allowed(MEMO, credit_memo, (MEMO,), "write")
	require("Return Receipt", "read")
	known = {line.name for line in doc.lines}
	return_receipts.fetch(doc, frappe.parse_json(lines) if lines else None)
	save_built(doc)
	return [line.name for line in doc.lines if line.name not in known]


@frappe.whitelist(methods=["POST"])
def combine_return_receipts(
	posting_date: str,
	document_date: str | None = None,
	post: bool | int | str = False,
	customer: str | None = None,
) -> dict[str, list[dict[str, Any]]]:
	"""One credit memo per customer for all that came back and is not credited: {credit_memos, failed}.

	For customers with Combine Shipments on, or the one named if it has. `post`: post them too; otherwise they are drafts.
	"""
	require(MEMO, "create")
	require("Return Receipt", "read")
	if customer:
		require("Customer", "read", customer)
	posted = str(post).lower() in ("1", "true", "yes")
	if posted:
		require(MEMO, "submit")
	return combine_receipts.combine(
		getdate(posting_date), getdate(document_date or posting_date), posted, customer
	)

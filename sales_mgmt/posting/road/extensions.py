"""Where other apps join in: more checks before a posting, and a call after it is committed."""

from typing import Any

import frappe

from sales_mgmt.findings.finding import Finding

ALWAYS_NAMED = ("shipment", "invoice", "return_receipt", "credit_memo")
KINDS = {
	"shipment": "Sales Shipment",
	"invoice": "Sales Invoice",
	"return_receipt": "Return Receipt",
	"credit_memo": "Sales Credit Memo",
	"payment": "Customer Payment",
	"adjustment": "Inventory Adjustment",
}
"""What a posting makes, by the name it has in the answer of `sales_mgmt.api.post`."""


def extra_findings(facts: Any) -> list[Finding]:
	"""Findings of the hook `sales_mgmt_posting_checks`: functions (facts) -> list of Finding."""
	findings = []
	for path in frappe.get_hooks("sales_mgmt_posting_checks"):
		findings += frappe.get_attr(path)(facts) or []
	return findings


def announce_after_commit(
	doctype: str, proof: tuple[str, str | None] | None = None, **posted: str | None
) -> None:
	"""Call the hook `sales_mgmt_posted`: functions (doctype, posted), once the posting is safely stored.

	Called where a document is posted, so that every road gets there: a form, REST, a batch, a console. `posted` holds the
	names by kind, those of KINDS and None where nothing of the kind was made. What makes no document of its own gives
	the row that it wrote as `proof` (DocType, name): the lines of an undo, the reversal of an application. A function that fails stops nobody: what
	is posted is posted. Its error goes to the Error Log.
	"""
	paths = frappe.get_hooks("sales_mgmt_posted")
	if not paths:
		return
	names = {**dict.fromkeys(ALWAYS_NAMED), **posted}

	def run() -> None:
		if not (frappe.db.exists(*proof) if proof else _is_stored(posted)):
			return
		for path in paths:
			try:
				frappe.get_attr(path)(doctype, dict(names))
			except Exception:
				frappe.log_error(f"Hook sales_mgmt_posted: {path}", defer_insert=True)

	frappe.db.after_commit.add(run)


def _is_stored(posted: dict[str, str | None]) -> bool:
	"""Frappe forgets the call when the whole transaction is rolled back, but not when a savepoint is."""
	return all(
		frappe.db.exists(KINDS[kind], {"name": name, "docstatus": 1}) for kind, name in posted.items() if name
	)

"""Where other apps join in: more checks before a posting, and a call after it is committed."""

from collections.abc import Callable
from typing import Any

import frappe

from sales_mgmt.posting.core.findings import Finding


def extra_findings(facts: Any) -> list[Finding]:
	"""Findings of the hook `sales_mgmt_posting_checks`: functions (facts) -> list of Finding."""
	findings = []
	for path in frappe.get_hooks("sales_mgmt_posting_checks"):
		findings += frappe.get_attr(path)(facts) or []
	return findings


def announce_after_commit(doctype: str, posted: dict[str, str | None]) -> None:
	"""Call the hook `sales_mgmt_posted`: functions (doctype, posted), once the posting is safely stored."""
	paths = frappe.get_hooks("sales_mgmt_posted")
	if not paths:
		return

	def run() -> None:
		for path in paths:
			frappe.get_attr(path)(doctype, posted)

	after_commit(run)


def after_commit(run: Callable[[], None]) -> None:
	"""Frappe runs these when the transaction is committed and forgets them when it is rolled back."""
	frappe.db.after_commit.add(run)

"""Actions of versions and of line tracking, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

import frappe

from sales_mgmt.access.permissions import allowed, check_doctype, require
from sales_mgmt.archive import reading, restoring, tracking
from sales_mgmt.archive.keeping import ARCHIVE, keep_version
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import WORKING
from sales_mgmt.transactions.retry import with_retries


@action(methods=["POST"])
def archive_document(doctype: str, name: str) -> str:
	"""Keep a version of a quote or an order as it is stored now. Returns the name of the Document Archive."""
	allowed(doctype, name, WORKING, "write")
	require(doctype, "create")
	return with_retries(lambda: keep_version(frappe.get_doc(doctype, name, for_update=True), "By Hand"))


@action(methods=["GET", "POST"])
def archived_versions(doctype: str, name: str) -> list[dict[str, Any]]:
	"""[{name, version, reason, archived_on, archived_by, status, currency, amount}], the latest first.

	Versions of a deleted document are found by its number.
	"""
	check_doctype(doctype, WORKING)
	return reading.versions(doctype, name)


@action(methods=["POST"])
def restore_archive(archive: str) -> str:
	"""Overwrite a document that is still open with one of its versions. Returns the document's name.

	The state before is kept as a version too. Raises PostingError when the original is gone, closed or posted.
	"""
	version = allowed(ARCHIVE, archive, (ARCHIVE,), "read")
	require(version.source_doctype, "create")
	return with_retries(lambda: restoring.restore(version))


@action(methods=["GET", "POST"])
def line_tracking(doctype: str, name: str, row: str) -> list[dict[str, Any]]:
	"""Everything the line `row` (its name) came from and became, as far as the user may see it:

	[{doctype, name, number, line, row, date, quantity, uom, status}], quote, order, versions, shipments, invoices, return orders, return receipts, credit memos.
	"""
	doc = allowed(doctype, name, tracking.DOCTYPES, "read")
	return tracking.track(doc, row)

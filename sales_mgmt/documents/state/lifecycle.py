"""Release and reopen: the status machine of working documents (domain section 2).

A released document is ready to be posted. Its item lines are locked until it is reopened; a line of which something is
shipped, or whose rest was closed, can afterwards only grow. A completed order is final, unless it was completed by
closing its rest by hand: that can be taken back.
"""

from frappe.model.document import Document

from sales_mgmt.approvals.workflow import approving_workflow
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.kinds.quantities import carries_quantity, plain, quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.ownership import save_built
from sales_mgmt.storage.compare import differ

LOCKED_WHEN_RELEASED = (
	"type",
	"item",
	"location",
	"quantity",
	"uom",
	"unit_price",
	"line_discount_percent",
	"line_discount_amount",
	"allow_invoice_discount",
)
LOCKED_WHEN_SHIPPED = (
	"type",
	"item",
	"account",
	"item_charge",
	"location",
	"uom",
	"unit_price",
	"line_discount_percent",
)

HEADER_LOCKED_WHEN_SHIPPED = ("customer", "bill_to_customer", "currency", "prices_include_vat")


LOCKED_STATUSES = ("Released", "Pending Prepayment")


def check_releasable(doc: DocumentShape) -> None:
	"""Refuse to release what has no line with a quantity."""
	if not any(carries_quantity(line.type) and line.quantity for line in doc.lines):
		message = sentence("There is nothing to release. Add at least one line with a quantity.")
		refuse([Finding("no_lines", message)])


def check_no_workflow(doc: DocumentShape) -> None:
	"""Where a workflow of the admin's releases, release and reopen are its actions."""
	if workflow := approving_workflow(doc.doctype):
		message = sentence("The workflow {0} decides when {1} {2} is released or reopened. Use its actions.")
		refuse([Finding("workflow", message, (workflow.name, doc.doctype, doc.name))])


def set_status(doc: DocumentShape, status: str) -> None:
	"""Save the document with a new status. Everything is computed again on the way.

	`doc` is what is stored, so its links were looked up when they were typed, and Frappe deletes nothing that is linked to.
	"""
	doc.status = status
	doc.flags.status_action = doc.flags.ignore_links = True
	try:
		save_built(doc)
	finally:
		doc.flags.status_action = doc.flags.ignore_links = False


def check_locked_lines(doc: DocumentShape, stored: DocumentShape) -> list[Finding]:
	"""E04: item lines of a released document stay as they are. Also what reopening does not free: shipped lines."""
	if differ(doc, stored, HEADER_LOCKED_WHEN_SHIPPED) and any(
		quantity(line.get("quantity_shipped")) for line in stored.lines
	):
		message = sentence(
			"Shipping has begun, so customer, currency and kind of prices can not be changed any more."
		)
		return [Finding("shipped_header", message)]
	before = {line.name: line for line in stored.lines}
	findings = _check_removed_lines(doc, stored)
	for line in doc.lines:
		was = before.get(line.name)
		if _locks(doc, stored) and ITEM in (line.type, was and was.type):
			if was is None or differ(line, was, LOCKED_WHEN_RELEASED):
				findings.append(_locked(line.idx))
				continue
		if was and quantity(was.get("quantity_shipped")):
			findings += _check_shipped_line(line, was)
		elif was and quantity(was.get("quantity_cancelled")):
			findings += _check_closed_line(line, was)
	return findings


def _locks(doc: DocumentShape, stored: DocumentShape) -> bool:
	return stored.status in LOCKED_STATUSES and doc.status in LOCKED_STATUSES


def _check_removed_lines(doc: DocumentShape, stored: DocumentShape) -> list[Finding]:
	kept = {line.name for line in doc.lines}
	findings = []
	for line in stored.lines:
		if line.name in kept:
			continue
		if quantity(line.get("quantity_shipped")):
			message = sentence("Row {0}: the line has shipments and can not be deleted.")
			findings.append(Finding("E15", message, (str(line.idx),), line.idx))
		elif quantity(line.get("quantity_cancelled")):
			message = sentence(
				"Row {0}: the rest of the line was closed. It stays, as a record of what was ordered."
			)
			findings.append(Finding("closed_line", message, (str(line.idx),), line.idx))
		elif _locks(doc, stored) and line.type == ITEM:
			findings.append(_locked(line.idx))
	return findings


def _check_shipped_line(line: Document, was: Document) -> list[Finding]:
	if quantity(line.quantity) < quantity(was.quantity):
		message = sentence(
			"Row {0}: {1} are ordered and shipping has begun. The quantity can only be raised."
		)
		return [
			Finding("quantity_lowered", message, (str(line.idx), plain(quantity(was.quantity))), line.idx)
		]
	if differ(line, was, LOCKED_WHEN_SHIPPED):
		message = sentence("Row {0}: shipping has begun. Only the quantity can be changed, and only upwards.")
		return [Finding("shipped_line", message, (str(line.idx),), line.idx)]
	return []


def _check_closed_line(line: Document, was: Document) -> list[Finding]:
	if quantity(line.quantity) >= quantity(was.quantity) and not differ(line, was, LOCKED_WHEN_SHIPPED):
		return []
	message = sentence("Row {0}: the rest of the line was closed. Add a new line for what is ordered now.")
	return [Finding("closed_line", message, (str(line.idx),), line.idx)]


def _locked(row: int) -> Finding:
	return Finding("E04", sentence("Row {0}: the document is released. Reopen it first."), (str(row),), row)

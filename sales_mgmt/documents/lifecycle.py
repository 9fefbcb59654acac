"""Release and reopen: the status machine of working documents (domain section 2).

A released document is ready to be posted. Its item lines are locked until it is reopened; a line of which something is
shipped, or whose rest was closed, can afterwards only grow. A completed order is final, unless it was completed by
closing its rest by hand: that can be taken back.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.archive.keeping import keep_order
from sales_mgmt.documents.approval import approving_workflow
from sales_mgmt.documents.compare import differ
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.documents.workflow_hold import hold_findings
from sales_mgmt.ownership import save_built
from sales_mgmt.posting.closing import reopen_closed, was_closed
from sales_mgmt.posting.core.facts import ITEM
from sales_mgmt.posting.core.findings import Finding, sentence
from sales_mgmt.posting.core.quantities import carries_quantity, plain
from sales_mgmt.posting.findings import refuse
from sales_mgmt.texts.messages import bold, said

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument

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

REASONS = {"release": "Released", "reopen": "Reopened"}

LOCKED_STATUSES = ("Released", "Pending Prepayment")

TRANSITIONS = {
	("release", "Open"): "Released",
	("reopen", "Released"): "Open",
	("reopen", "Pending Prepayment"): "Open",
}


def change_status(doc: "SalesDocument", action: str) -> str:
	"""Release or reopen. Returns the new status; asking for the status a document has already is no error."""
	if action == "reopen" and doc.status == "Completed" and was_closed(doc):
		check_no_workflow(doc)
		return reopen_closed(doc.name, doc.modified)
	new_status = TRANSITIONS.get((action, doc.status))
	if new_status is None:
		if doc.status in TRANSITIONS.values() and (action, doc.status) not in TRANSITIONS:
			return doc.status
		frappe.throw(
			said(_("{0} {1} has the status {2}, so this is not possible.")).format(
				_(doc.doctype), bold(doc.name), _(doc.status)
			)
		)
	check_no_workflow(doc)
	if action == "release":
		if held := hold_findings(doc.doctype, doc.name):
			refuse(held)
		check_releasable(doc)
	keep_order(doc, REASONS[action])
	set_status(doc, new_status)
	return doc.status


def check_releasable(doc: "SalesDocument") -> None:
	"""Refuse to release what has no line with a quantity."""
	if not any(carries_quantity(line.type) and line.quantity for line in doc.lines):
		message = sentence("There is nothing to release. Add at least one line with a quantity.")
		refuse([Finding("no_lines", message)])


def check_no_workflow(doc: "SalesDocument") -> None:
	"""Where a workflow of the admin's releases, release and reopen are its actions."""
	if workflow := approving_workflow(doc.doctype):
		message = sentence("The workflow {0} decides when {1} {2} is released or reopened. Use its actions.")
		refuse([Finding("workflow", message, (workflow.name, doc.doctype, doc.name))])


def set_status(doc: "SalesDocument", status: str) -> None:
	"""Save the document with a new status. Everything is computed again on the way."""
	doc.status = status
	doc.flags.status_action = True
	try:
		save_built(doc)
	finally:
		doc.flags.status_action = False


def check_locked_lines(doc: "SalesDocument", stored: "SalesDocument") -> list[Finding]:
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


def _locks(doc: "SalesDocument", stored: "SalesDocument") -> bool:
	return stored.status in LOCKED_STATUSES and doc.status in LOCKED_STATUSES


def _check_removed_lines(doc: "SalesDocument", stored: "SalesDocument") -> list[Finding]:
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

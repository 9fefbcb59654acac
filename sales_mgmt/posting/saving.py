"""What saving a draft refuses for, without saving it: submitting is posting, and it saves the document first.

Terms, VAT rates, switches and other documents may have changed since a draft was saved. Preview and check look at it as its posting
will: computed once more, on the day it is posted, and refused for whatever its own checks and mandatory fields say.
"""

from collections.abc import Iterator
from datetime import date

import frappe
from frappe.model.document import Document

from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.telling import PostingError
from sales_mgmt.kinds.declared import declared
from sales_mgmt.kinds.documents import BILLS
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.writing.documents import new_invoice, new_shipment
from sales_mgmt.texts.messages import plain

SUBMITTED = (*BILLS, "Customer Payment", "Inventory Adjustment")


def refusals_of_saving(doc: Document, posting_date: date | None = None) -> list[Finding]:
	"""Findings of a draft as posting would save it. `doc` is what it would be then; nothing is stored.

	Only the app's own checks are asked: document events of other apps may do more than look.
	"""
	if doc.docstatus or doc.doctype not in SUBMITTED:
		return []
	doc.load_doc_before_save()
	if posting_date:
		doc.posting_date = posting_date
	said = len(frappe.local.message_log)
	try:
		doc.validate()
	except PostingError as error:
		return list(error.findings)
	except (frappe.ValidationError, frappe.DuplicateEntryError) as error:
		return [_told(str(error), "refused")]
	finally:
		del frappe.local.message_log[said:]
		frappe.local.response.pop("findings", None)
	return list(missing_values(doc))


def refusals_of_born_posted(order: Document, plan: Plan, facts: SaleFacts) -> list[Finding]:
	"""Mandatory fields that would be empty on the documents which posting an order makes: what the admin asks for there."""
	header, made = facts.header, []
	if plan.shipped:
		made.append(new_shipment(order, plan.shipped, "", header.posting_date))
	if plan.invoice:
		made.append(new_invoice(order, plan.invoice, header, facts.accounts, named=False))
	for doc in made:
		doc.name = doc.name or order.name  # it gets its own when it is written
		doc.set_parent_in_children()
	return [finding for doc in made for finding in missing_values(doc)]


def missing_values(doc: Document) -> Iterator[Finding]:
	"""Mandatory fields that are empty, those of the admin's included, on the document and its rows. Posting fills the
	server's own."""
	for row in (doc, *doc.get_all_children()):
		owned = {field.name for field in declared(row.doctype).owned}
		for fieldname, message in row._get_missing_mandatory_fields():
			if fieldname not in owned:
				yield _told(message, "mandatory")


def _told(message: str, code: str) -> Finding:
	"""A sentence that is translated already."""
	return Finding(code, "{0}", (plain(message),))

"""A document is posted once, and as the person who posts it has seen it.

Two requests may read the same document before either has locked it. The second one finds it posted, or changed: an order
of 25 of which both wanted to ship 10 would ship 20.
"""

from datetime import datetime

from frappe.model.document import Document

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse


def check_not_posted(doc: Document) -> None:
	"""Refuse a submitted document. `doc` was read FOR UPDATE."""
	if doc.docstatus != 0:
		message = sentence("{0} {1} is already posted.")
		refuse([Finding("status", message, (doc.doctype, doc.get("posted_no") or doc.name))])


def check_unchanged(doc: Document, seen: datetime | str | None) -> None:
	"""Refuse a document that was changed after it was `seen`, its `modified` then. `doc` was read FOR UPDATE."""
	if seen and str(doc.modified) != str(seen):
		message = sentence(
			"{0} {1} was changed or posted by somebody else just now. Look at it again before you post it."
		)
		refuse([Finding("changed", message, (doc.doctype, doc.name))])

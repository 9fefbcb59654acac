"""Copy Document, beside `sales_mgmt.api`, which offers it under its own name too."""

import frappe

from sales_mgmt.access.permissions import allowed, check_doctype, require
from sales_mgmt.documents.making import copying
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import DRAFTS


@action(methods=["POST"])
def copy_document(
	source_doctype: str,
	source: str,
	target_doctype: str,
	target: str | None = None,
	include_header: bool = True,
	recalculate: bool = False,
) -> str:
	"""Copy header and lines of a document into a new one, or into `target`. Returns the target's name.

	With the header the lines replace those of the target, and prices stay unless `recalculate`. Without it the lines are
	added to a target that has a customer, and prices are found for that customer. `source_doctype` may be Document
	Archive. Blocked items are left out and named in a message.
	"""
	origin = allowed(source_doctype, source, copying.SOURCES, "read")
	check_doctype(target_doctype, DRAFTS)
	require(target_doctype, "create")
	if target:
		doc = allowed(target_doctype, target, DRAFTS, "write")
	else:
		doc = frappe.new_doc(target_doctype)
	return copying.copy(origin, doc, include_header, recalculate)

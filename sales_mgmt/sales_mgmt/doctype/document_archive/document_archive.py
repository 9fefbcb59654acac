import frappe

from sales_mgmt.archive.reading import original
from sales_mgmt.archive.restoring import is_restorable
from sales_mgmt.archive.view import readable
from sales_mgmt.findings.finding import sentence
from sales_mgmt.ledgers.guard import PostedByServer


class DocumentArchive(PostedByServer):
	"""A version of a quote or an order, written by the server and final (domain A33)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		archived_by: DF.Link | None
		archived_on: DF.Datetime | None
		contact: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link | None
		customer_name: DF.Data | None
		document_date: DF.Date | None
		location: DF.Link | None
		reason: DF.Literal[
			"By Hand", "Converted", "Lost", "Released", "Reopened", "Posted", "Deleted", "Restored"
		]
		salesperson: DF.Link | None
		snapshot: DF.LongText | None
		source_creation: DF.Datetime | None
		source_doctype: DF.Link | None
		source_name: DF.DynamicLink | None
		status: DF.Data | None
		title: DF.Data | None
		version: DF.Int
	# end: auto-generated types

	refusal = sentence(
		"{0} {1} is a version that was kept. It can not be created, changed or deleted by hand. Use Archive Document"
		" on the quote or order."
	)
	refusal_of_new = sentence("{0} is not written by hand. Use Archive Document on the quote or order.")

	def onload(self) -> None:
		name = original(self)
		may = bool(name) and all(
			frappe.has_permission(self.source_doctype, *right) for right in (("write", name), ("create",))
		)
		self.set_onload("original", name)
		self.set_onload("restorable", may and is_restorable(frappe.get_doc(self.source_doctype, name)))
		self.set_onload("view", readable(self))


def on_doctype_update() -> None:
	"""One version of a number, and an index to find them by."""
	frappe.db.add_unique(
		"Document Archive",
		["source_doctype", "source_name", "source_creation", "version"],
		constraint_name="unique_version",
	)

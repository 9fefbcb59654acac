"""Renaming and merging, decided apart for every DocType that may be renamed (domain A22, E28).

Renaming keeps the record: every link follows, in documents and ledgers, and with it what holds the name otherwise: setups that
are named by their groups, and versions of documents. Merging makes one record of two, with the sums, setups and histories
that stood on each, so it is refused before anything is written wherever one of these would break.
"""

from collections.abc import Iterable, Iterator

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.model.document import Document

from sales_mgmt.archive.renaming import rename_in_versions
from sales_mgmt.ledgers.guard import LineOfDocument, PostedByServer, PostedDocument
from sales_mgmt.texts.messages import bold, said

NEVER, UNTIL_POSTED = "never", "until it is posted"

MERGE = {
	# Accounts, amounts, stock and setups are kept by these names, each once.
	"Business Posting Group": NEVER,
	"Customer Posting Group": NEVER,
	"GL Account": NEVER,
	"Inventory Posting Group": NEVER,
	"Item": NEVER,
	"Item Charge": NEVER,
	"Location": NEVER,
	"Product Posting Group": NEVER,
	"Unit of Measure": NEVER,
	"VAT Business Group": NEVER,
	"VAT Product Group": NEVER,
	# These are chosen on documents; those that are posted say what was agreed then.
	"Customer": UNTIL_POSTED,
	"Customer Discount Group": UNTIL_POSTED,
	"Customer Price Group": UNTIL_POSTED,
	"Customer Template": UNTIL_POSTED,
	"Document Sending Profile": UNTIL_POSTED,
	"Invoice Discount Terms": UNTIL_POSTED,
	"Item Discount Group": UNTIL_POSTED,
	"Payment Method": UNTIL_POSTED,
	"Payment Service": UNTIL_POSTED,
	"Payment Terms": UNTIL_POSTED,
	"Recurring Sales Lines": UNTIL_POSTED,
	"Return Reason": UNTIL_POSTED,
	"Salesperson": UNTIL_POSTED,
	"Shipment Method": UNTIL_POSTED,
	"Shipping Agent": UNTIL_POSTED,
	"Shipping Agent Service": UNTIL_POSTED,
}
"""Every DocType of the app that may be renamed; a DocType without a row is not merged. Number Series and documents are not
renamed at all."""

THE_SAME = {"Customer": ("currency",)}
"""What two records must have in common to become one: amounts of open documents are in the currency of their customer."""

NAMED_BY = {
	"Business Posting Group": ("General Posting Setup",),
	"Product Posting Group": ("General Posting Setup",),
	"VAT Business Group": ("VAT Posting Setup",),
	"VAT Product Group": ("VAT Posting Setup",),
}
"""Records whose own names are made of a group's: they are renamed with it, or the next group of the old name finds them."""


def before_rename(doc: Document, _event: str, old: str, new: str, merge: bool = False) -> None:
	"""Hook of every DocType above, before anything is written."""
	if merge:
		check_merge(doc.doctype, old, new)


def after_rename(doc: Document, _event: str, old: str, new: str, merge: bool = False) -> None:
	"""Hook of every DocType above: what holds the name without being a link."""
	rename_in_versions(doc.doctype, old, new)
	for setup in NAMED_BY.get(doc.doctype, ()):
		_rename_setups(setup, doc.doctype, new)


def check_merge(doctype: str, old: str, new: str) -> None:
	"""Raises ValidationError where `old` must not become a part of `new`."""
	if MERGE.get(doctype, NEVER) == NEVER:
		frappe.throw(
			said(
				_(
					"{0} {1} can not be merged into another one. Setups and posted entries are kept by its name."
				)
			).format(_(doctype), bold(old)),
			title=_("Not Merged"),
		)
	for field in THE_SAME.get(doctype, ()):
		if len({frappe.db.get_value(doctype, name, field) or "" for name in (old, new)}) > 1:
			frappe.throw(
				said(_("{0} {1} and {2} can not be merged. They differ in {3}.")).format(
					_(doctype), bold(old), bold(new), bold(_(frappe.get_meta(doctype).get_label(field)))
				),
				title=_("Not Merged"),
			)
	if where := _posted_with(doctype, old):
		frappe.throw(
			said(
				_(
					"{0} {1} stands in posted documents or entries ({2}), so it can not be merged into another one."
				)
			).format(_(doctype), bold(old), _(where)),
			title=_("Not Merged"),
		)


def _posted_with(doctype: str, name: str) -> str | None:
	"""A DocType of posted documents or entries that name the record."""
	for holder, fields, posted in _posted_links(doctype):
		for field in fields:
			if frappe.db.get_value(holder, {field: name, **posted}, "name", order_by=None):
				return holder
	return None


def _posted_links(doctype: str) -> Iterator[tuple[str, list[str], dict[str, int]]]:
	"""(DocType, link fields, what tells that a row is posted) of ledgers, posted documents and their rows."""
	for holder in _of_the_app():
		controller = get_controller(holder)
		if issubclass(controller, PostedDocument | LineOfDocument):
			posted = {"docstatus": 1}
		elif issubclass(controller, PostedByServer):
			posted = {}
		else:
			continue
		links = frappe.get_meta(holder).get("fields", {"fieldtype": "Link", "options": doctype})
		if links:
			yield holder, [link.fieldname for link in links], posted


def _of_the_app() -> Iterable[str]:
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	filters = {"module": ("in", modules), "issingle": 0, "is_virtual": 0}
	return frappe.get_all("DocType", filters, pluck="name", order_by="istable, name")


def _rename_setups(setup: str, group: str, new: str) -> None:
	meta = frappe.get_meta(setup)
	fields = [link.fieldname for link in meta.get("fields", {"fieldtype": "Link", "options": group})]
	for field in fields:
		for row in frappe.get_all(setup, {field: new}, ["*"]):
			name = meta.autoname.removeprefix("format:").format(**row)
			if name != row.name:
				frappe.rename_doc(setup, row.name, name, force=True, show_alert=False, rebuild_search=False)

"""Did a document change? Blanks of any kind are alike, and so are the ways Frappe spells one value."""

from collections.abc import Collection

from frappe.model.document import Document

from sales_mgmt.storage.columns import columns_of

BOOKKEEPING = frozenset(("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx"))


def changed_values(doc: Document, stored: Document, ignore: Collection[str] = ()) -> set[str]:
	"""Names of the fields whose value differs from the stored row's. Tables are not compared."""
	columns = columns_of(doc.doctype)
	return {
		field
		for field, ours, theirs in zip(columns.names, columns.of(doc), columns.of(stored), strict=True)
		if ours != theirs
		and (ours or None) != (theirs or None)
		and field not in BOOKKEEPING
		and field not in ignore
	}


def differ(ours: Document | dict, theirs: Document | dict, fields: Collection[str]) -> bool:
	"""Whether any of the fields differs; blanks of any kind are alike."""
	return any((ours.get(field) or None) != (theirs.get(field) or None) for field in fields)

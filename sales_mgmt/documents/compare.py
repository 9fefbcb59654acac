"""Did a document change? Blanks of any kind are alike, and so are the ways Frappe spells one value."""

from collections.abc import Collection

from frappe.model.document import Document

BOOKKEEPING = frozenset(("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx"))


def changed_values(doc: Document, stored: Document, ignore: Collection[str] = ()) -> set[str]:
	"""Names of the fields whose value differs from the stored row's. Tables are not compared."""
	ours, theirs = (_values(row) for row in (doc, stored))
	return {
		field
		for field in ours.keys() | theirs.keys()
		if field not in BOOKKEEPING and field not in ignore and ours.get(field) != theirs.get(field)
	}


def differ(ours: Document | dict, theirs: Document | dict, fields: Collection[str]) -> bool:
	"""Whether any of the fields differs; blanks of any kind are alike."""
	return any((ours.get(field) or None) != (theirs.get(field) or None) for field in fields)


def _values(row: Document) -> dict:
	values = row.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True)
	return {field: value or None for field, value in values.items()}

"""What kind of line a row is, by what it names. The one place that says so, for every road in. Pure: imports no frappe.

Whoever sends a row without a type names an item, an account or a charge, or nothing: a comment. A comment has neither quantity
nor price, so a row with one of them lacks its item, and is told so as an item. The door says the type
before Frappe does (`say_types`), which gives every new row the default of the field, whatever the row names: Frappe
of 2023 to rows of new documents, 15 and 16 to new rows of stored ones too, and Data Import beforehand. So a new row of type
Item that names no item, and an account instead, is an account. On stored rows a type that somebody sent stays.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sales_mgmt.kinds.lines import ACCOUNT, CHARGE, COMMENT, ITEM

TYPE_OF = {"item": ITEM, "account": ACCOUNT, "item_charge": CHARGE}
"""The field of a line that names something, and the type that says so."""
COUNTED = ("quantity", "unit_price")
NAMED_BY = {kind: field for field, kind in TYPE_OF.items()}


def type_of(row: Mapping[str, Any], among: Iterable[str] = tuple(TYPE_OF)) -> str | None:
	"""The type of a line by the one thing it names among these fields; None where that says nothing."""
	named = [TYPE_OF[field] for field in TYPE_OF if field in among and row.get(field)]
	return named[0] if len(named) == 1 else None


def told_type(row: Mapping[str, Any], new: bool) -> str:
	"""The type that a line has. Of several things that it names without a type, the first in `TYPE_OF` counts."""
	said = row.get("type")
	said = said.strip() if isinstance(said, str) else said
	unnamed = new and said in NAMED_BY and not row.get(NAMED_BY[said])
	if said and not unnamed:
		return said
	first = next((kind for field, kind in TYPE_OF.items() if row.get(field)), None)
	return type_of(row) or said or first or (ITEM if any(map(row.get, COUNTED)) else COMMENT)


def say_types(doc: Any, tables: Iterable[str], new: bool) -> None:
	"""Give every line its type, in those tables of a document whose rows have one. `new`: the document is."""
	for table in tables:
		rows = doc.get(table) or []
		if rows and is_typed(rows[0]):
			for row in rows:
				row.type = told_type(row, new or row.is_new())


def is_typed(row: Any) -> bool:
	"""Whether rows of this kind are lines that name an item or an account."""
	return all(row.meta.has_field(name) for name in ("type", "item", "account"))

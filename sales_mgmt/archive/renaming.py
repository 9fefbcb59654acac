"""Versions hold names as text, so what is renamed is renamed in them too: a version that is restored finds what it names."""

import json
from typing import Any

import frappe

from sales_mgmt.archive.keeping import ARCHIVE
from sales_mgmt.storage.write import update_rows


def rename_in_versions(doctype: str, old: str, new: str) -> None:
	"""Every link to `old` in kept versions becomes one to `new`. Other texts stay as they were typed."""
	table = frappe.qb.DocType(ARCHIVE)
	holds = table.snapshot.like(f"%{_escaped(json.dumps(old, ensure_ascii=False))}%")
	rows = frappe.qb.from_(table).select(table.name, table.snapshot).where(holds).run()
	changed = {}
	for name, text in rows:
		snapshot = json.loads(text)
		if _rename(snapshot, doctype, old, new):
			changed[name] = {"snapshot": frappe.as_json(snapshot, indent=None)}
	update_rows(ARCHIVE, changed)


def _escaped(text: str) -> str:
	return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _rename(document: dict[str, Any], doctype: str, old: str, new: str) -> bool:
	"""Whether something was renamed, in the document or in one of its rows."""
	meta = frappe.get_meta(document["doctype"])
	links = [link.fieldname for link in meta.get("fields", {"fieldtype": "Link", "options": doctype})]
	named = [field for field in links if document.get(field) == old]
	document.update(dict.fromkeys(named, new))
	rows = [row for table in meta.get_table_fields() for row in document.get(table.fieldname) or []]
	return any([bool(named), *(_rename(row, doctype, old, new) for row in rows)])

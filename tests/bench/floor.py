"""The floor: what a document with as many rows costs when nothing is computed and nothing is posted.

A bare DocType without a controller, inserted and submitted by Frappe, and its rows sent by PyMySQL alone. The DocType
exists while it is measured, and no longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document
from frappe.utils import now

PARENT, ROW = "Bench Document", "Bench Row"
FIELDS = (("item", "Data"), ("quantity", "Float"), ("price", "Currency"), ("amount", "Currency"))
COLUMNS = (
	*("name", "creation", "modified", "owner", "modified_by", "docstatus", "idx"),
	*(name for name, _type in FIELDS),
	*("parent", "parentfield", "parenttype"),
)


@contextmanager
def bare_doctype() -> Iterator[None]:
	_remove()
	_make()
	try:
		yield
	finally:
		_remove()


def _make() -> None:
	module, permissions = "Sales Mgmt", [{"role": "System Manager", "read": 1, "write": 1, "create": 1}]
	row = {"doctype": "DocType", "name": ROW, "module": module, "custom": 1, "istable": 1}
	fields = [{"fieldname": name, "label": name.title(), "fieldtype": kind} for name, kind in FIELDS]
	frappe.get_doc({**row, "fields": fields}).insert()
	parent = {"doctype": "DocType", "name": PARENT, "module": module, "custom": 1, "is_submittable": 1}
	table = {"fieldname": "lines", "label": "Lines", "fieldtype": "Table", "options": ROW}
	title = {"fieldname": "title", "label": "Title", "fieldtype": "Data"}
	permissions[0] |= {"submit": 1}
	frappe.get_doc({**parent, "fields": [title, table], "permissions": permissions}).insert()
	frappe.db.commit()


def _remove() -> None:
	for doctype in (PARENT, ROW):
		if frappe.db.exists("DocType", doctype):
			frappe.delete_doc("DocType", doctype, force=True)
			frappe.db.sql_ddl(f"DROP TABLE IF EXISTS `tab{doctype}`")
	frappe.db.commit()


def new_document(rows: int) -> Document:
	lines = [
		{"item": f"BENCH-{index}", "quantity": index, "price": 10, "amount": index * 10}
		for index in range(rows)
	]
	return frappe.get_doc({"doctype": PARENT, "title": "bare", "lines": lines})


def insert_and_submit(document: Document) -> None:
	"""As two requests, which they are on the Desk."""
	document.insert()
	frappe.db.commit()
	document.submit()


def bare_rows(rows: int) -> list[tuple]:
	stamp = now()
	return [
		(
			*(frappe.generate_hash(length=10), stamp, stamp, "Administrator", "Administrator", 1, index),
			*(f"BENCH-{index}", index, 10, index * 10, "bare", "lines", PARENT),
		)
		for index in range(1, rows + 1)
	]


def send_rows(rows: list[tuple]) -> None:
	"""By the driver alone, in one transaction."""
	columns = ", ".join(f"`{column}`" for column in COLUMNS)
	marks = ", ".join(["%s"] * len(COLUMNS))
	frappe.db._cursor.executemany(f"INSERT INTO `tab{ROW}` ({columns}) VALUES ({marks})", rows)

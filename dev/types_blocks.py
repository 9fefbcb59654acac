"""Write Frappe's generated type blocks into the controllers of this app.

Frappe itself does this when a DocType is saved on the Desk in developer mode; this does it for all of them after the
JSON was edited by hand. Run on a connected site: `python3 -m dev run dev/types_blocks.py`.
"""

import re
from pathlib import Path

import frappe
from frappe.types.exporter import TypeExporter, end_block, start_block

MODULES = ("Sales Mgmt", "Inventory", "Receivables", "Finance")


def export_all() -> None:
	for name in frappe.get_all("DocType", filters={"module": ("in", MODULES)}, pluck="name"):
		exporter = TypeExporter(frappe.get_doc("DocType", name))
		exporter.doctype = name.replace("-", "")
		exporter.export_types()
		_docstring_first(exporter.controller_path)


def _docstring_first(path: Path) -> None:
	"""The exporter puts its block right below `class`, where the docstring belongs."""
	code = path.read_text()
	block = rf"(\t{re.escape(start_block)}.*?{re.escape(end_block)}\n)"
	path.write_text(re.sub(block + r'\s*(\t"""[^\n]*"""\n)', r"\2\n\1", code, count=1, flags=re.S))


if __name__ == "__main__":
	export_all()

"""The type blocks in the controllers say what the DocTypes say."""

import re

import frappe
import pytest
from frappe.types.exporter import TypeExporter

MODULES = ("Sales Mgmt", "Inventory", "Receivables", "Finance")


def fields(code: str) -> str:
	"""The fields of a type block. Formatting aside: quotes, line breaks and trailing commas do not matter."""
	code = re.sub(r"(?ms)^\s*from [^\n(]*(\(.*?\))?$", "", code[code.index("if TYPE_CHECKING:") :])
	return re.sub(r",(?=[\]\)])", "", re.sub(r"[\s'\"]", "", code))


def test_every_controller_has_an_up_to_date_type_block(site):
	stale = []
	for name in frappe.get_all("DocType", filters={"module": ("in", MODULES)}, pluck="name"):
		exporter = TypeExporter(frappe.get_doc("DocType", name))
		code = exporter.controller_path.read_text()
		if "TYPE_CHECKING" not in code or fields(exporter._generate_code()) not in fields(code):
			stale.append(name)
	if stale:
		pytest.fail(f"Run `python3 -m dev run dev/types_blocks.py` for: {', '.join(stale)}")

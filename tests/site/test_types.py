"""The type blocks in the controllers say what the DocTypes say."""

import re

import frappe
import pytest
from frappe.types.exporter import TypeExporter

MODULES = ("Sales Mgmt", "Inventory", "Receivables", "Finance")


def plain(code: str) -> str:
	"""Formatting aside: quotes, line breaks, trailing commas and the order of imports do not matter."""
	code = re.sub(r"(?m)^\s*from .*$", "", code)
	return re.sub(r",(?=[\]\)])", "", re.sub(r"[\s'\"]", "", code))


def test_every_controller_has_an_up_to_date_type_block(site):
	stale = []
	for name in frappe.get_all("DocType", filters={"module": ("in", MODULES)}, pluck="name"):
		exporter = TypeExporter(frappe.get_doc("DocType", name))
		if plain(exporter._generate_code()) not in plain(exporter.controller_path.read_text()):
			stale.append(name)
	if stale:
		pytest.fail(f"Run `python3 -m dev run dev/types_blocks.py` for: {', '.join(stale)}")

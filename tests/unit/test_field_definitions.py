"""A field of the same name is the same thing on every sales document, so that it can travel from one to the next."""

import json
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
HEADERS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Shipment")
LINES = ("Sales Line", "Sales Invoice Line", "Sales Shipment Line")
PARTY = ("Customer", "Customer Template")
OWN = {"status", "naming_series", "lines"}
"""What differs by nature: each document has its own life, number and rows."""
DEFINITION = ("fieldtype", "options", "label", "precision", "length")


def fields(doctype: str) -> dict[str, dict]:
	folder = doctype.lower().replace(" ", "_")
	[file] = APP.glob(f"*/doctype/{folder}/{folder}.json")
	return {field["fieldname"]: field for field in json.loads(file.read_text())["fields"]}


@pytest.mark.parametrize("family", [HEADERS, LINES, PARTY], ids=["headers", "lines", "customers"])
def test_fields_of_the_same_name_are_defined_alike(family):
	first: dict[str, tuple[str, dict]] = {}
	differing = []
	for doctype in family:
		for name, field in fields(doctype).items():
			if name in OWN or field["fieldtype"].endswith("Break"):
				continue
			where, known = first.setdefault(name, (doctype, field))
			for part in DEFINITION:
				if known.get(part) != field.get(part):
					differing.append(
						f"{name}.{part}: {where} {known.get(part)!r}, {doctype} {field.get(part)!r}"
					)
	assert differing == []

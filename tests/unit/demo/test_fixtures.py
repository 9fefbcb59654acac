"""The demo company is sound before any site sees it: fields exist, links lead somewhere, set-up is complete."""

import json
from itertools import product
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[3]
DOCUMENTS = [
	document
	for file in sorted((REPO / "fixtures").glob("*.json"))
	for document in json.loads(file.read_text())
]
DOCTYPES = {
	doctype["name"]: doctype
	for doctype in (json.loads(file.read_text()) for file in REPO.glob("sales_mgmt/*/doctype/*/*.json"))
}
STANDARD = {"doctype", "name", "docstatus"}


def names(doctype):
	return {document["name"] for document in DOCUMENTS if document["doctype"] == doctype}


def fields(doctype):
	return {field["fieldname"]: field for field in DOCTYPES[doctype]["fields"]}


def rows():
	"""(DocType, document or child row, where it stands) of all DocTypes of this app."""
	for document in DOCUMENTS:
		if document["doctype"] not in DOCTYPES:
			continue
		yield document["doctype"], document
		for fieldname, value in document.items():
			for row in value if isinstance(value, list) else ():
				yield fields(document["doctype"])[fieldname]["options"], row


def test_every_field_is_known_and_every_mandatory_field_filled():
	for doctype, row in rows():
		known = fields(doctype)
		assert set(row) - STANDARD <= set(known), row
		missing = {
			name
			for name, field in known.items()
			if field.get("reqd") and not field.get("default") and row.get(name) in (None, "", [])
		}
		assert not missing, (row, missing)


def test_every_link_leads_to_a_document_of_the_fixtures():
	for doctype, row in rows():
		for fieldname, field in fields(doctype).items():
			if field["fieldtype"] == "Link" and field["options"] in DOCTYPES and row.get(fieldname):
				assert row[fieldname] in names(field["options"]), (row, fieldname)


def test_every_select_has_one_of_its_options():
	for doctype, row in rows():
		for fieldname, field in fields(doctype).items():
			if field["fieldtype"] == "Select" and fieldname in row:
				assert row[fieldname] in field["options"].split("\n"), (row, fieldname)


def test_names_are_given_once():
	given = [(document["doctype"], document.get("name")) for document in DOCUMENTS]
	assert len(given) == len(set(given))


@pytest.mark.parametrize(
	("doctype", "groups"),
	[
		("General Posting Setup", ("Business Posting Group", "Product Posting Group")),
		("VAT Posting Setup", ("VAT Business Group", "VAT Product Group")),
		("Inventory Posting Setup", ("Inventory Posting Group", "Location")),
	],
)
def test_set_up_covers_every_combination_of_groups(doctype, groups):
	assert names(doctype) == {"-".join(pair) for pair in product(*(names(group) for group in groups))}


def test_no_person_has_admin_rights():
	roles = {
		document["name"]: {row["role"] for row in document["roles"]}
		for document in DOCUMENTS
		if document["doctype"] == "User"
	}
	assert roles.pop("it@nordavind.example") == {"System Manager"}
	people = {
		f"{person}@nordavind.example" for person in ("clerk", "manager", "warehouse", "billing", "auditor")
	}
	assert set(roles) == people
	assert not {"System Manager", "Administrator"} & set.union(*roles.values())


def test_items_of_stock_have_a_cost_and_an_inventory_group_and_others_none():
	for document in DOCUMENTS:
		if document["doctype"] == "Item":
			assert bool(document.get("inventory_posting_group")) == (document["item_type"] == "Inventory")
			assert document["unit_price"] > document["unit_cost"] > 0

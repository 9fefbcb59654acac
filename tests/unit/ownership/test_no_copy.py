"""A duplicate is another deal: dates and references that people type stay behind. What says from when something holds does not."""

import json
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"
SHIPPED = {
	content["name"]: content
	for content in (json.loads(file.read_text()) for file in sorted(APP.glob("*/doctype/*/*.json")))
	if content.get("doctype") == "DocType"
}
DAYS = ("Date", "Datetime")
OF_THE_DEAL = ("_no", "_reference")
"""How fields are called that name one deal."""
HOLDS = {
	"Currency Exchange Rate": {"starting_date"},
	"Number Series Line": {"starting_date", "starting_no", "ending_no"},
	"VAT Rate": {"starting_date"},
	"Customer Recurring Sales Lines": {"valid_from", "valid_to"},
	"Price List": {"starting_date", "ending_date"},
	"Sales Settings": {
		"earliest_allowed_valuation_date",
		"allow_posting_from",
		"allow_posting_to",
		"bank_account_no",
		"organisation_no",
	},
	"Sales User Setup": {"allow_posting_from", "allow_posting_to"},
}
"""Of masters and settings: from when a rule holds, and who we are. They are what a copy is made for."""


def of_one_deal(doctype: str) -> dict[str, bool]:
	"""Typed fields that belong to one deal, and whether a duplicate leaves them behind."""
	return {
		field["fieldname"]: bool(field.get("no_copy"))
		for field in SHIPPED[doctype]["fields"]
		if not field.get("read_only")
		and (field["fieldtype"] in DAYS or field["fieldname"].endswith(OF_THE_DEAL))
	}


@pytest.mark.parametrize("doctype", sorted(SHIPPED))
def test_what_belongs_to_one_deal_is_not_copied(doctype: str) -> None:
	copied = {field for field, left_behind in of_one_deal(doctype).items() if not left_behind}
	assert copied == HOLDS.get(doctype, set())


def test_there_is_something_to_leave_behind() -> None:
	found = of_one_deal("Sales Order")
	assert {"posting_date", "shipment_date", "external_document_no", "your_reference"} <= set(found)
	assert "starting_date" in of_one_deal("Price List")

"""The table of kinds of documents, compared with the DocTypes that we ship."""

import json
from pathlib import Path

import pytest

from sales_mgmt.kinds import documents as kinds

DOCTYPES = Path(__file__).resolve().parents[3] / "sales_mgmt" / "sales_mgmt" / "doctype"


def shipped(doctype):
	name = doctype.lower().replace(" ", "_")
	return json.loads((DOCTYPES / name / f"{name}.json").read_text())


def field_names(doctype):
	return {field["fieldname"] for field in shipped(doctype)["fields"]}


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.doctype)
def test_a_row_says_what_its_doctype_is(kind):
	fields = field_names(kind.doctype)
	assert bool(shipped(kind.doctype).get("is_submittable")) == kind.posted
	assert ("posting_job_status" in fields) == kind.posts
	assert ("amount_including_vat" in fields) == kind.priced
	assert "lines" in fields


def test_every_doctype_with_lines_of_sales_is_a_row():
	with_lines = {
		file.parent.name
		for file in DOCTYPES.glob("*/*.json")
		if any(
			field.get("fieldname") == "lines" and str(field.get("options", "")).endswith(" Line")
			for field in json.loads(file.read_text()).get("fields", [])
		)
	}
	known = {doctype.lower().replace(" ", "_") for doctype in kinds.DOCUMENTS}
	assert known <= with_lines
	assert {name for name in with_lines - known if name.startswith(("sales_", "return_"))} <= {
		"sales_settings"
	}


def test_who_is_what():
	"""By the domain: quotes and orders are worked on, what moves or bills is posted, orders and bills post."""
	assert kinds.WORKING == ("Sales Quote", "Sales Order", "Sales Return Order")
	assert kinds.DRAFTS == (
		"Sales Quote",
		"Sales Order",
		"Sales Invoice",
		"Sales Return Order",
		"Sales Credit Memo",
	)
	assert kinds.POSTING == ("Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo")
	assert kinds.POSTED == ("Sales Shipment", "Sales Invoice", "Return Receipt", "Sales Credit Memo")
	assert kinds.BILLS == ("Sales Invoice", "Sales Credit Memo")
	assert kinds.RETURNS == ("Sales Return Order", "Sales Credit Memo")
	assert kinds.RETURNING == ("Sales Return Order", "Return Receipt", "Sales Credit Memo")
	assert kinds.COMING_BACK == ("Return Receipt", "Sales Credit Memo")
	assert kinds.LEAVING == ("Sales Order", "Sales Invoice")
	assert kinds.WITHOUT_PRICES == ("Sales Shipment", "Return Receipt")
	assert kinds.kind_of("Customer") is None
	assert kinds.kind_of("Sales Invoice").chain is kinds.SALE

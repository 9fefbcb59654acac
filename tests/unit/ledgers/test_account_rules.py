"""Every link to a G/L account has a rule, and every DocType with one is checked on the server (domain 4.5)."""

import json
from pathlib import Path

import pytest

from sales_mgmt import hooks
from sales_mgmt.ledgers.account_rules import (
	ACCOUNT_RULES,
	CONTROLS,
	JUDGED_WHEN_POSTED,
	LINE,
	MONEY,
	SETUP,
	AccountFacts,
	account_findings,
)

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"
DOCTYPES = {
	shipped["name"]: shipped
	for file in APP.glob("*/doctype/*/*.json")
	if (shipped := json.loads(file.read_text())).get("doctype") == "DocType"
}


def test_every_link_that_people_fill_has_a_rule():
	linked = {
		(name, field["fieldname"])
		for name, shipped in DOCTYPES.items()
		for field in shipped["fields"]
		if field["fieldtype"] == "Link" and field["options"] == "GL Account" and not field.get("read_only")
	}
	assert linked == {(name, field) for name, fields in ACCOUNT_RULES.items() for field in fields}
	assert set(CONTROLS.items()) <= linked


def test_every_doctype_with_such_a_link_is_checked():
	"""Lines of drafts are judged by their posting."""
	needed = {
		name
		for name, shipped in DOCTYPES.items()
		if not shipped.get("istable")
		and (
			name in ACCOUNT_RULES
			or any(
				field["fieldtype"] == "Table"
				and field["options"] in ACCOUNT_RULES.keys() - JUDGED_WHEN_POSTED
				for field in shipped["fields"]
			)
		)
	}
	checked = {
		name
		for name, events in hooks.doc_events.items()
		if "sales_mgmt.ledgers.chosen_accounts.check_accounts" in events.get("validate", ())
	}
	assert checked == needed


BANK = AccountFacts("1920", direct=True, blocked=False, category="Assets")
CASES = {
	"a bank account for money": (MONEY, BANK, None),
	"an account without a category for money": (MONEY, AccountFacts("1", True, False), None),
	"kept by postings": (MONEY, AccountFacts("1460", False, False, "Assets"), "account_direct"),
	"receivables": (
		MONEY,
		AccountFacts("1500", True, False, "Assets", frozenset({"Customer Posting Group"})),
		"account_control",
	),
	"blocked": (MONEY, AccountFacts("1920", True, True, "Assets"), "account_blocked"),
	"income for money": (MONEY, AccountFacts("3900", True, False, "Income"), "account_category"),
	"income on a line": (LINE, AccountFacts("3900", True, False, "Income"), None),
	"setup may be kept by postings": (SETUP, AccountFacts("3000", False, False, "Income"), None),
	"setup is no control account": (
		SETUP,
		AccountFacts("2700", False, False, "Liabilities", frozenset({"VAT Posting Setup"})),
		"account_control",
	),
	"a VAT account may be that of another VAT setup": (
		ACCOUNT_RULES["VAT Posting Setup"]["sales_vat_account"],
		AccountFacts("2700", False, False, "Liabilities", frozenset({"VAT Posting Setup"})),
		None,
	),
	"and not a receivables account": (
		ACCOUNT_RULES["VAT Posting Setup"]["sales_vat_account"],
		AccountFacts("1500", False, False, "Assets", frozenset({"Customer Posting Group"})),
		"account_control",
	),
}


@pytest.mark.parametrize("case", CASES)
def test_the_account_is_judged(case):
	rule, account, code = CASES[case]
	assert [finding.code for finding in account_findings(rule, account, "Field")] == ([code] if code else [])

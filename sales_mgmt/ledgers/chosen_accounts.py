"""Accounts that people choose: checked when what names them is saved, and again when they are posted to."""

from collections.abc import Iterable, Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.telling import refuse
from sales_mgmt.ledgers.account_rules import (
	ACCOUNT_RULES,
	CONTROLS,
	AccountFacts,
	AccountRule,
	account_findings,
)

Choice = tuple[AccountRule, str, str, int | None]
"""The rule, the account, how its place is named (a field of the header, a row of the lines), the number of the row."""


def check_accounts(doc: Document, method: str | None = None) -> None:
	"""Refuse an account that does not fit its field. What was stored before is left alone: the posting looks at it."""
	choices = [choice for row in _rows(doc) for choice in _changed(doc, row)]
	if not choices:
		return
	accounts = read_accounts({account for _rule, account, _label, _row in choices}, _own_controls(doc))
	if findings := findings_on(choices, accounts):
		refuse(findings)


def findings_on(choices: Iterable[Choice], accounts: dict[str, AccountFacts]) -> list[Finding]:
	return [
		finding
		for rule, account, label, row in choices
		if account in accounts
		for finding in account_findings(rule, accounts[account], label, row)
	]


def read_accounts(names: set[str], own_controls: Iterable[tuple[str, str]] = ()) -> dict[str, AccountFacts]:
	"""The accounts as they are now: one query, and one for each kind of control account.

	`own_controls`: (setup DocType, account) of what is being saved.
	"""
	if not names:
		return {}
	wanted = sorted(names)
	controls: dict[str, set[str]] = {name: set() for name in wanted}
	for setup, field in CONTROLS.items():
		for account in frappe.get_all(
			setup, {field: ("in", wanted)}, pluck=field, distinct=True, order_by=None
		):
			controls[account].add(setup)
	for setup, account in own_controls:
		if account in controls:
			controls[account].add(setup)
	rows = frappe.get_all(
		"GL Account",
		{"name": ("in", wanted)},
		["name", "direct_posting", "blocked", "account_category"],
	)
	return {
		row.name: AccountFacts(
			row.name,
			bool(row.direct_posting),
			bool(row.blocked),
			row.account_category or "",
			frozenset(controls[row.name]),
		)
		for row in rows
	}


def _rows(doc: Document) -> Iterator[Document]:
	if doc.doctype in ACCOUNT_RULES:
		yield doc
	for table in doc.meta.get_table_fields():
		if table.options in ACCOUNT_RULES:
			yield from doc.get(table.fieldname) or ()


def _changed(doc: Document, row: Document) -> Iterator[Choice]:
	stored = _stored(doc, row)
	for field, rule in ACCOUNT_RULES[row.doctype].items():
		account = row.get(field)
		if account and (stored is None or stored.get(field) != account):
			in_table = row is not doc
			label = _("Row {0}").format(row.idx) if in_table else row.meta.get_label(field)
			yield rule, account, label, (row.idx if in_table else None)


def _stored(doc: Document, row: Document) -> Document | None:
	before = doc.get_doc_before_save()
	if before is None or row is doc:
		return before
	return next((other for other in before.get(row.parentfield) or () if other.name == row.name), None)


def _own_controls(doc: Document) -> list[tuple[str, str]]:
	field = CONTROLS.get(doc.doctype)
	return [(doc.doctype, doc.get(field))] if field and doc.get(field) else []

"""The accounts of a planned posting, as they are on the day it is posted: they may have changed since they were chosen."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _

from sales_mgmt.findings.finding import Finding
from sales_mgmt.ledgers.account_rules import LINE, MONEY, blocked_account
from sales_mgmt.ledgers.chosen_accounts import Choice, findings_on, read_accounts
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.money.payment import PaymentFacts


def used_account_findings(facts: Any, plan: Any) -> list[Finding]:
	"""An account that is blocked by now, and one that people chose and that is not for them any more. Each is named once."""
	chosen = _chosen(facts)
	# Entries to and from the same account cancel each other in the plan: what was chosen counts besides.
	accounts = {entry.account for entry in _ledger(plan)} | {account for _rule, account, *_ in chosen}
	if not accounts:
		return []
	findings = findings_on(chosen, read_accounts({account for _rule, account, *_ in chosen}))
	named = {finding.link for finding in findings}
	blocked = frappe.get_all(
		"GL Account", {"name": ("in", sorted(accounts)), "blocked": 1}, pluck="name", order_by="name"
	)
	return findings + [blocked_account(name) for name in blocked if ("GL Account", name) not in named]


def _ledger(plan: Any) -> Iterable[Any]:
	"""Entries of a plan, or of the one that comes first in what a planner returns together with others."""
	return getattr(plan[0] if isinstance(plan, tuple) else plan, "ledger", ())


def _chosen(facts: Any) -> list[Choice]:
	if isinstance(facts, PaymentFacts):
		return [(MONEY, facts.payment_account, "Payment Account", None)]
	if not isinstance(facts, SaleFacts):
		return []
	lines: list[Choice] = [
		(LINE, line.account, _("Row {0}").format(line.row), line.row)
		for line in facts.lines
		if line.account and line.invoice_now
	]
	paid = facts.header.balancing_account
	return [*lines, (MONEY, paid, "Balancing Account", None)] if paid else lines

"""Ask the pure core for a plan and tell its refusal to the user."""

from collections.abc import Callable
from typing import TypeVar

from sales_mgmt.findings.finding import Finding, PostingRefused
from sales_mgmt.findings.telling import refuse
from sales_mgmt.posting.core.waiting import check_waiting
from sales_mgmt.posting.reading.used_accounts import used_account_findings
from sales_mgmt.posting.road.extensions import extra_findings
from sales_mgmt.posting.road.local_findings import local_findings
from sales_mgmt.posting.road.needed_numbers import number_findings

Facts = TypeVar("Facts")
Planned = TypeVar("Planned")
"""A Plan, or what holds one together with what its writer needs to know besides."""


def planned(plan: Callable[[Facts], Planned], facts: Facts) -> Planned:
	"""The plan for the facts. Raises PostingError with all findings, those of other apps included."""
	result, findings = try_plan(plan, facts)
	if result is None:
		refuse(findings)
	return result


def try_plan(plan: Callable[[Facts], Planned], facts: Facts) -> tuple[Planned | None, list[Finding]]:
	"""The plan, or None with the findings that block it. Warnings come along either way."""
	findings = [
		*check_waiting(facts),
		*local_findings(facts),
		*number_findings(facts),
		*extra_findings(facts),
	]
	try:
		result = plan(facts)
	except PostingRefused as refusal:
		return None, [*refusal.findings, *findings]
	findings += used_account_findings(facts, result)
	if any(finding.severity.value == "block" for finding in findings):
		return None, findings
	return result, findings

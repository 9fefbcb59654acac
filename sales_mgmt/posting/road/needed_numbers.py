"""Which numbers a posting takes, and whether it would get them: told with everything else that speaks against it.

Numbers are taken last, under a lock (`numbers`). This looks before, so that preview and check say what posting would refuse for.
"""

from datetime import date
from typing import Any

from sales_mgmt.findings.finding import Finding
from sales_mgmt.kinds.chain import RETURN, SALE
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.money.payment import PaymentFacts
from sales_mgmt.posting.core.stock.adjustment_facts import AdjustmentFacts
from sales_mgmt.rates.numbers import series_findings, typed_number_findings


def number_findings(facts: Any) -> list[Finding]:
	"""Findings on the number series of a posting. Cancellations bring theirs with their facts; an undo takes no number."""
	if isinstance(facts, SaleFacts):
		findings = series_findings(_of_sale(facts), facts.header.posting_date)
		header = facts.header
		if header.typed_no:
			findings += typed_number_findings(header.doctype, header.name, header.typed_no)
		return findings
	setting, on = _of_others(facts)
	return series_findings([setting], on) if setting else []


def _of_sale(facts: SaleFacts) -> list[str]:
	chain = RETURN if facts.is_return else SALE
	moves = any(line.ship_now for line in facts.lines)
	if facts.header.doctype == chain.billed:
		policy = facts.policy
		moves = moves and (
			policy.return_receipt_on_credit_memo if facts.is_return else policy.shipment_on_invoice
		)
	bills = facts.invoice and not facts.header.typed_no
	return [*([chain.moved_series] if moves else []), *([chain.billed_series] if bills else [])]


def _of_others(facts: Any) -> tuple[str | None, date | None]:
	if isinstance(facts, PaymentFacts):
		return "payment_series", facts.posting_date
	if isinstance(facts, AdjustmentFacts):
		return "adjustment_series", facts.posting_date
	return None, None

"""Gains and losses when an entry is applied to one that was posted at another exchange rate (domain A22).

The receivables account loses what the payment is worth in local currency, though the invoice stood there with another
amount. The difference goes between receivables and the account of realised gains or losses, in local currency only, so
that a closed invoice leaves nothing behind. A cent of rounding is such a difference too.
"""

from collections.abc import Iterable
from decimal import Decimal

from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.posting.core.entries import Application


def exchange_account(
	difference: Decimal, gains_account: str | None, losses_account: str | None
) -> str | None:
	"""Where a difference goes: a positive one is a gain."""
	if not difference:
		return None
	return gains_account if difference > 0 else losses_account


def check_exchange_accounts(
	applications: Iterable[Application], gains_account: str | None, losses_account: str | None
) -> list[Finding]:
	"""E24 for the accounts that the differences need."""
	differences = [item.exchange_difference_lcy for item in applications]
	findings = []
	if not gains_account and any(difference > 0 for difference in differences):
		findings.append(missing_account("Sales Settings", "Sales Settings", "Realized Gains Account"))
	if not losses_account and any(difference < 0 for difference in differences):
		findings.append(missing_account("Sales Settings", "Sales Settings", "Realized Losses Account"))
	return findings

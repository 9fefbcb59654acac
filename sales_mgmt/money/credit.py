"""Credit control: what a customer owes and will owe, and what is said about it (domain A02).

Exposure = balance + outstanding orders + shipped and not invoiced + the document at hand. The four never overlap, so
one unit of goods counts once in its life: on order, then shipped, then in the balance, until it is paid. All amounts
are local currency, and all are those of the customer who gets the invoices. Warnings never block. Pure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.findings.finding import Finding, Severity, sentence

ZERO = Decimal(0)

CHECKS_LIMIT = ("Both Warnings", "Credit Limit")
CHECKS_OVERDUE = ("Both Warnings", "Overdue Balance")
"""Values of the setting Credit Warnings. Anything else, such as No Warning, checks nothing."""


@dataclass(frozen=True, slots=True)
class Exposure:
	"""What a customer owes, by how far the goods have come. Local currency."""

	balance: Decimal = ZERO
	balance_due: Decimal = ZERO
	outstanding_orders: Decimal = ZERO
	shipped_not_invoiced: Decimal = ZERO
	overdue_since: date | None = None
	"""Due date of the oldest entry that should have been paid."""
	this_document: Decimal = ZERO
	"""What the document at hand adds that is not counted in the other amounts."""

	@property
	def total(self) -> Decimal:
		return self.balance + self.outstanding_orders + self.shipped_not_invoiced + self.this_document


def not_invoiced(amount: Decimal, quantity: Decimal, invoiced: Decimal) -> Decimal:
	"""The part of a line's amount that no posted invoice holds yet. Not rounded: a foreign amount is converted first."""
	return amount * (quantity - invoiced) / quantity if quantity else ZERO


def credit_warnings(
	customer: str, limit: Decimal, exposure: Exposure, setting: str, money: Callable[[Decimal], str]
) -> list[Finding]:
	"""At most two warnings, by setting. A limit of zero is no limit. `money` writes an amount for the reader."""
	findings = []
	if setting in CHECKS_LIMIT and limit > ZERO and exposure.total > limit:
		findings.append(_over_limit(customer, limit, exposure, money))
	if setting in CHECKS_OVERDUE and exposure.balance_due > ZERO:
		message = sentence("Customer {0} is overdue with {1}.")
		findings.append(_warning("overdue_balance", message, customer, money(exposure.balance_due)))
	return findings


def _over_limit(
	customer: str, limit: Decimal, exposure: Exposure, money: Callable[[Decimal], str]
) -> Finding:
	message = sentence(
		"Customer {0} goes over the credit limit of {1}: balance {2}, outstanding orders {3}, shipped and not invoiced"
		" {4} and this document {5} make {6}."
	)
	amounts = (
		limit,
		exposure.balance,
		exposure.outstanding_orders,
		exposure.shipped_not_invoiced,
		exposure.this_document,
		exposure.total,
	)
	return _warning("credit_limit", message, customer, *map(money, amounts))


def _warning(code: str, message: str, customer: str, *values: str) -> Finding:
	return Finding(code, message, (customer, *values), severity=Severity.WARN, link=("Customer", customer))

"""A plan checks itself before anyone may write it (architecture: posting, step 2).

A failure here is a defect of the program, never of the user's data, so it raises PlanError and nothing is written.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.posting.core.entries import ITEM_CHARGE, LedgerEntry, Plan, ValueEntry


class PlanError(AssertionError):
	"""The plan contradicts itself. Nothing may be written."""


def selfcheck(plan: Plan) -> None:
	"""Raise PlanError unless ledgers balance, VAT adds up and counters stay within their bounds."""
	_require(balances(plan.ledger), "general ledger does not sum to zero")
	if plan.invoice:
		totals = plan.invoice.totals
		_require(
			totals.amount + totals.vat_amount + totals.rounding_amount == totals.amount_including_vat,
			"net + VAT + rounding is not the total",
		)
		_require(
			sum((line.amounts.amount for line in plan.invoice.lines), Decimal(0)) == totals.amount,
			"lines and total differ",
		)
		_require_charges_assigned(plan)
		# What the customer owes is positive, and a sale's VAT is negative; a credit memo has both the other way round.
		owed = [entry for entry in plan.customer if entry.document_type in ("Invoice", "Credit Memo")]
		sign = -1 if any(entry.document_type == "Credit Memo" for entry in owed) else 1
		_require(
			-sum((entry.amount for entry in plan.vat), Decimal(0)) == sign * totals.vat_amount_lcy,
			"VAT entries and total differ",
		)
		_require(
			sum((entry.amount for entry in owed), Decimal(0)) == sign * totals.amount_including_vat,
			"customer entry and total differ",
		)
	for line in plan.order_lines:
		_require(
			Decimal(0) <= line.invoiced <= line.shipped <= line.quantity - line.cancelled,
			f"counters of line {line.name} out of bounds",
		)
	_require_values_match_items(plan)


def balances(entries: Iterable[LedgerEntry]) -> bool:
	"""Debits equal credits in local currency and in each document currency."""
	by_currency: dict[str, Decimal] = defaultdict(Decimal)
	local = Decimal(0)
	for entry in entries:
		local += entry.amount
		by_currency[entry.currency] += entry.amount_currency
	return not local and not any(by_currency.values())


def _require_values_match_items(plan: Plan) -> None:
	by_key: dict[str | None, list[ValueEntry]] = defaultdict(list)
	for value in plan.values:
		by_key[value.key].append(value)
	for item in plan.items:
		values = by_key[item.key]
		_require(
			sum((value.valued_quantity for value in values), Decimal(0)) == item.quantity
			and sum((value.cost_amount + value.cost_amount_expected for value in values), Decimal(0))
			== item.cost_amount
			and sum((value.sales_amount for value in values), Decimal(0)) == item.sales_amount,
			f"value entries of {item.item} differ from its item entry",
		)


def _require_charges_assigned(plan: Plan) -> None:
	"""What a charge brings in, or gives back, is what its targets get."""
	charged = [line for line in plan.invoice.lines if line.line.type == CHARGE]
	if not charged:
		return
	got: dict[str, Decimal] = defaultdict(Decimal)
	for value in plan.values:
		if value.value_type == ITEM_CHARGE:
			got[value.line] += value.sales_amount
	sign = -1 if any(entry.document_type == "Credit Memo" for entry in plan.customer) else 1
	for line in charged:
		_require(got[line.line.name] == sign * line.amounts.amount_lcy, "a charge and its targets differ")


def _require(condition: bool, message: str) -> None:
	if not condition:
		raise PlanError(message)

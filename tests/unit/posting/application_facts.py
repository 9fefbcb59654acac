"""Open entries for the tests of applications: one customer, accounts named after what stands on them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from sales_mgmt.posting.core.entries import NEW
from sales_mgmt.posting.core.money.application import apply_open
from sales_mgmt.posting.core.money.open_entry import ApplicationRules, OpenEntry

RULES = ApplicationRules(
	posting_date=date(2026, 1, 10), gains_account="gains", losses_account="losses", grace_period="5D"
)


def entry(name, amount, lcy=None, **values):
	"""An open entry: positive is an invoice, negative a payment, unless `document_type` says otherwise."""
	kind = "Invoice" if amount > 0 else "Payment"
	values = {
		"document_type": kind,
		"customer": "C-1",
		"currency": "NOK",
		"receivables_account": "receivables",
		"discount_account": "discount",
		"tolerance_account": "tolerance",
		"customer_posting_group": "DOMESTIC",
		"posting_date": date(2026, 1, 2),
		"row": 1,
		**values,
	}
	for field in ("payment_discount", "tolerance", "to_apply"):
		if values.get(field) is not None:
			values[field] = D(values[field])
	local = D(amount if lcy is None else lcy)
	return OpenEntry(
		name=name, remaining_amount=D(amount), remaining_amount_lcy=local, posted_no=name, **values
	)


def applied(new, *against, **rules):
	return apply_open(new, against, replace(RULES, **rules))


def left(result, *entries):
	return [result.left(item).remaining_amount for item in entries]


def rows(result):
	return [(row.kind, row.debit, row.credit, row.amount) for row in result.rows]


__all__ = ["NEW", "RULES", "applied", "entry", "left", "rows"]

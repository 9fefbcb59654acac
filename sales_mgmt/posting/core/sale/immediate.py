"""An invoice that is paid the moment it is posted, since its payment method has a balancing account (domain 4.7).

The payment is an entry of the invoice document itself: Dr balancing account, Cr receivables, applied in full at once.
"""

from dataclasses import replace

from sales_mgmt.posting.core.entries import NEW, NEW_PAYMENT, NONE, Application, CustomerEntry, LedgerEntry
from sales_mgmt.posting.core.facts import HeaderFacts


def is_paid_at_once(header: HeaderFacts, entry: CustomerEntry) -> bool:
	return bool(header.balancing_account) and entry.amount > 0


def paid_entries(header: HeaderFacts, entry: CustomerEntry) -> list[CustomerEntry]:
	"""The invoice's entry and that of its payment, both with nothing remaining."""
	invoice = replace(entry, remaining_amount=NONE, remaining_amount_lcy=NONE)
	payment = replace(
		invoice,
		document_type="Payment",
		amount=-entry.amount,
		amount_lcy=-entry.amount_lcy,
		due_date=header.posting_date,
		payment_discount_date=None,
		payment_discount_amount=NONE,
		sales_lcy=NONE,
		invoice_discount_lcy=NONE,
	)
	return [invoice, payment]


def paid_ledger(header: HeaderFacts, entry: CustomerEntry, receivables_account: str) -> list[LedgerEntry]:
	return [
		LedgerEntry(
			header.balancing_account,
			entry.amount_lcy,
			header.currency,
			entry.amount,
			dimensions=header.dimensions,
		),
		LedgerEntry(
			receivables_account,
			-entry.amount_lcy,
			header.currency,
			-entry.amount,
			dimensions=header.dimensions,
		),
	]


def paid_application(entry: CustomerEntry) -> Application:
	return Application(NEW, NEW_PAYMENT, entry.amount, entry.amount_lcy)

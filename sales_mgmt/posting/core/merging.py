"""Ledger entries that differ in their amount only are one."""

from collections.abc import Iterable
from dataclasses import replace

from sales_mgmt.posting.core.entries import LedgerEntry


def merged(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
	"""One entry per account, currency, posting groups and dimensions, in order of first appearance; no zeros."""
	sums: dict[tuple, LedgerEntry] = {}
	for entry in entries:
		key = (
			entry.account,
			entry.currency,
			entry.business_posting_group,
			entry.product_posting_group,
			entry.dimensions,
		)
		if key in sums:
			before = sums[key]
			entry = replace(
				before,
				amount=before.amount + entry.amount,
				amount_currency=before.amount_currency + entry.amount_currency,
			)
		sums[key] = entry
	return tuple(entry for entry in sums.values() if entry.amount or entry.amount_currency)

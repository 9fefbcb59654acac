from sales_mgmt.posting.guard import LedgerEntry


class ItemLedgerEntry(LedgerEntry):
	"""Goods that came or left, in base units."""

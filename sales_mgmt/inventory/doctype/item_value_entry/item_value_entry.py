from sales_mgmt.posting.guard import LedgerEntry


class ItemValueEntry(LedgerEntry):
	"""A change of value of an item ledger entry: expected cost, actual cost, sales."""

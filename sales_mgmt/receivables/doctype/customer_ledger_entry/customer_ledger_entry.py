from sales_mgmt.posting.guard import LedgerEntry


class CustomerLedgerEntry(LedgerEntry):
	"""What a customer owes, or is owed. The remaining amount is a cache of the applications."""

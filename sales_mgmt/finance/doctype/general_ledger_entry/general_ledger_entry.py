from sales_mgmt.posting.guard import LedgerEntry


class GeneralLedgerEntry(LedgerEntry):
	"""A movement of an account. Debit positive, credit negative, in local currency."""

from sales_mgmt.posting.guard import LedgerEntry


class CustomerLedgerApplication(LedgerEntry):
	"""An amount that two customer ledger entries settle between them."""

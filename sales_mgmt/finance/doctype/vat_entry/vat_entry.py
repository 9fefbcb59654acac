from sales_mgmt.posting.guard import LedgerEntry


class VATEntry(LedgerEntry):
	"""Base and VAT of one VAT group of a posted document."""

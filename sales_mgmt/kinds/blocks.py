"""Which blocks of a customer stop what."""

SHIP_BLOCKS = ("Ship", "Invoice", "All")
INVOICE_BLOCKS = ("Invoice", "All")

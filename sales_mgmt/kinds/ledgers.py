"""The ledgers: append only, written by postings, every entry with a number."""

COUNTED_TOGETHER = {
	"Customer Ledger Entry": ("Customer Ledger Entry", "Customer Application", "Customer Ledger Application"),
	"Item Ledger Entry": ("Item Ledger Entry", "Item Value Entry", "Item Application Entry"),
	"General Ledger Entry": ("General Ledger Entry",),
	"VAT Entry": ("VAT Entry",),
}
"""Ledgers that share a sequence of numbers, by the one that names it: what came first is told across them too."""
LEDGERS = tuple(ledger for together in COUNTED_TOGETHER.values() for ledger in together)
SEQUENCE = {ledger: named for named, together in COUNTED_TOGETHER.items() for ledger in together}
ENTRY_NO = "entry_no"
"""Rises with every entry of a ledger, whatever the clock says. What depends on the order of entries asks it."""

"""Types of lines and items, and what lines of returns say."""

ITEM, ACCOUNT, CHARGE, COMMENT = "Item", "G/L Account", "Item Charge", "Comment"
INVENTORY = "Inventory"

REVERSES = ("applies_from_entry", "invoice", "invoice_line")
"""What a line of a return takes back. Copies of a document take back nothing, so it does not travel by itself."""

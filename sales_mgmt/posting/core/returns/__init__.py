"""Returns and credit memos, planned."""

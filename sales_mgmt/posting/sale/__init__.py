"""Posting orders, invoices and credit memos."""

"""Recurring sales lines (domain A09): sets of lines without prices, given to customers for a time.

`choice` is pure: which sets come on a new document by themselves, which are offered. The rest reads, inserts and makes
invoices.
"""

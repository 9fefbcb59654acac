"""Payments: what is unpaid, what an amount would do, and posting many."""

"""Orders and invoices, planned."""

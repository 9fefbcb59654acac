"""Where a document is: its status, its counters, what holds it."""

"""What is filled in on a document: defaults, values that went stale, amounts."""

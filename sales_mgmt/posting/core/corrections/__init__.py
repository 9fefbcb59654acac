"""Taking posted documents back, planned."""

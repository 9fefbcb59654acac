"""Bringing what was moved and not billed onto one document."""

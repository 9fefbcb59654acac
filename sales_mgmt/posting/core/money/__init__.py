"""Payments and applications, planned."""

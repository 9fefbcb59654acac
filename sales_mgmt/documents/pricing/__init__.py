"""Prices and discounts of documents, and where they come from."""

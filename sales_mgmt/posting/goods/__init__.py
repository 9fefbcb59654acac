"""Posting goods without a sale."""

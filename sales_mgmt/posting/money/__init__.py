"""Posting payments and applications."""

"""Rows in the database: written in bulk, compared, copied."""

"""Versions of quotes and orders: kept by hand and by the settings, shown, restored, traced (domain A33)."""

"""Inventory adjustments and cost, planned."""

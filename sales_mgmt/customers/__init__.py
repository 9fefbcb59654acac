"""Customers: made from templates, and what is known about their business."""

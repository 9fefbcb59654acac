"""Sales management for the Frappe framework."""

__version__ = "0.1.0"

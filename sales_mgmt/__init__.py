"""Sales management for the Frappe framework."""

from sales_mgmt import old_names

__version__ = "0.1.0"

old_names.install()

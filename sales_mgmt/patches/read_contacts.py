"""Roles of ours read addresses and contacts also on sites that had the app before."""

from sales_mgmt.install import grant_reading


def execute() -> None:
	grant_reading(customised=("Address", "Contact"))

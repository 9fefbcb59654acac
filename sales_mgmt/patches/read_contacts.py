"""Roles of ours read addresses and contacts also on sites that had the app before."""

from sales_mgmt.install import grant_contacts


def execute() -> None:
	grant_contacts(customised=True)

"""Roles of ours read currencies also where an admin has written rules for them; before, some could not choose one."""

from sales_mgmt.install import grant_reading


def execute() -> None:
	grant_reading(customised=("Currency",))

"""Sites that had the app before it had fields on Frappe's DocTypes get them too."""

from sales_mgmt.install import add_custom_fields


def execute() -> None:
	add_custom_fields()

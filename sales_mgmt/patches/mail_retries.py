"""Sites from before documents were mailed by profiles get the number of retries that new sites have."""

from sales_mgmt.install import raise_mail_retries


def execute() -> None:
	raise_mail_retries()

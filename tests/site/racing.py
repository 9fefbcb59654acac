"""What races and crashes have in common: a customer of one's own, and the numbers that have to come next."""

import frappe

from sales_mgmt.rates.series import SeriesLine, next_number

Numbers = tuple[str, str | None]
"""Starting number and last number used of a series."""


def customer(**values) -> str:
	groups = ("customer_posting_group", "business_posting_group", "vat_business_group")
	doc = {"doctype": "Customer", "customer_name": "Racer", **dict.fromkeys(groups, "DOMESTIC"), **values}
	return frappe.get_doc(doc).insert().name


def last_number(setting: str) -> Numbers:
	"""The state of the series that a field of Sales Settings names."""
	series = frappe.db.get_single_value("Sales Settings", setting)
	return frappe.db.get_value("Number Series Line", {"parent": series}, ["starting_no", "last_no_used"])


def numbers_after(last: Numbers, count: int) -> list[str]:
	"""The next numbers of a series, without a gap."""
	starting, used = last
	numbers = []
	for _ in range(count):
		used = next_number(SeriesLine("", None, starting, None, used))
		numbers.append(used)
	return numbers

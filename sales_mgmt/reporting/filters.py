"""What reports ask for. The server refuses what is missing or makes no sense, in words: forms are not the only road."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate

from sales_mgmt.texts.messages import bold, said


def as_dict(filters: dict[str, Any] | None) -> frappe._dict:
	return frappe._dict(filters or {})


def period(filters: frappe._dict) -> tuple[date, date]:
	"""The first and the last day. Raises ValidationError where one is missing or they are the wrong way round."""
	if not filters.from_date or not filters.to_date:
		frappe.throw(_("Choose the first and the last day."))
	start, end = getdate(filters.from_date), getdate(filters.to_date)
	if start > end:
		frappe.throw(_("The first day must not be after the last one."))
	return start, end


def one_of(filters: frappe._dict, field: str, options: Iterable[str]) -> str:
	"""The chosen option, the first one where nothing is chosen. Raises ValidationError for any other."""
	options = list(options)
	chosen = filters.get(field) or options[0]
	if chosen not in options:
		frappe.throw(
			said(_("{0} is no choice here. Choose one of these: {1}.")).format(
				bold(str(chosen)), ", ".join(_(option) for option in options)
			)
		)
	return chosen


def at_least_one(value: Any, default: int) -> int:
	"""A number of rows. Raises ValidationError for less than one."""
	number = default if value in (None, "") else cint(value)
	if number < 1:
		frappe.throw(_("Enter a number of rows above zero."))
	return number

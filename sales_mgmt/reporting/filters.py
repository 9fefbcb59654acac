"""What reports ask for. The server refuses what is missing or makes no sense, in words: forms are not the only road."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, NoReturn, TypedDict, get_type_hints

import frappe
from frappe import _

from sales_mgmt.incoming.arguments import read_values
from sales_mgmt.incoming.refusal import FilterLacks, within_columns
from sales_mgmt.texts.messages import bold, said


class Period(TypedDict, total=False):
	from_date: date | None
	to_date: date | None


def reads_filters(execute: Callable) -> Callable:
	"""`execute` of a report. Its filters are read by the TypedDict that annotates them, as the arguments of an action are;
	what that does not know stays outside. Raises IncomingError for what can not be read."""
	kinds = get_type_hints(execute)["filters"]

	@wraps(execute)
	def run(filters: dict[str, Any] | str | None = None) -> Any:
		with within_columns():
			return execute(frappe._dict(read_values(filters or {}, kinds)))

	run.passes_the_door = True
	return run


def lacks(sentence: str) -> NoReturn:
	"""A filter lacks that the report can not be made without. Raises FilterLacks with the sentence, which is translated."""
	frappe.throw(sentence, FilterLacks)


def period(filters: frappe._dict) -> tuple[date, date]:
	"""The first and the last day. Raises FilterLacks where one is missing, ValidationError where they are the wrong way round."""
	if not filters.from_date or not filters.to_date:
		lacks(_("Choose the first and the last day."))
	start, end = filters.from_date, filters.to_date
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


def at_least_one(value: int | None, default: int) -> int:
	"""A number of rows. Raises ValidationError for less than one."""
	number = default if value is None else value
	if number < 1:
		frappe.throw(_("Enter a number of rows above zero."))
	return number

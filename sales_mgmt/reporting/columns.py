"""Columns of reports, each with its type, so that they are aligned, exported and printed as what they are."""

from typing import Any

Column = dict[str, Any]


def text(fieldname: str, label: str, width: int = 140) -> Column:
	"""Codes that look like numbers are none: they stand on the left."""
	return _column(fieldname, label, "Data", width, align="left")


def link(fieldname: str, label: str, doctype: str, width: int = 110) -> Column:
	return _column(fieldname, label, "Link", width, options=doctype, align="left")


def day(fieldname: str, label: str, width: int = 115) -> Column:
	return _column(fieldname, label, "Date", width)


def quantity(fieldname: str, label: str, width: int = 110) -> Column:
	return _column(fieldname, label, "Float", width, align="right")


def money(fieldname: str, label: str, width: int = 140) -> Column:
	"""An amount in the currency that the row names in `currency`."""
	return _column(fieldname, label, "Currency", width, align="right", options="currency")


def percent(fieldname: str, label: str, width: int = 95) -> Column:
	return _column(fieldname, label, "Percent", width, align="right")


def count(fieldname: str, label: str, width: int = 70) -> Column:
	return _column(fieldname, label, "Int", width, align="right")


def _column(fieldname: str, label: str, fieldtype: str, width: int, **more: Any) -> Column:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

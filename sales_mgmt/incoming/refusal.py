"""Values that can not be read, refused together: one sentence for each, with the field's label and the row."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import InvalidOperation

import frappe
from frappe import _

from sales_mgmt.incoming.unreadable import Unreadable
from sales_mgmt.texts.messages import bold, said


class IncomingError(frappe.ValidationError):
	"""Something came in that can not be what it was sent for."""


class FilterLacks(frappe.ValidationError):
	"""A report was asked without a filter that it can not be made without. The Desk and REST get an empty answer that says so
	(`lists.run_report`)."""


def told(unreadable: Unreadable, label: str, row: int | None = None) -> str:
	"""The sentence, as HTML. `label` is translated already."""
	place = _("Row {0}, {1}").format(row, label) if row else label
	return said(_(unreadable.message)).format(bold(place), *unreadable.values)


def refuse_unread(sentences: list[str]) -> None:
	"""Raise IncomingError with all sentences, if there are any."""
	if sentences:
		frappe.throw("<br>".join(dict.fromkeys(sentences)), IncomingError, title=_("Can Not Be Read"))


@contextmanager
def within_columns() -> Iterator[None]:
	"""Numbers that fit one by one may come to a figure that no column holds. That is a sentence too."""
	try:
		yield
	except (InvalidOperation, OverflowError):
		_refuse_figure()
	except frappe.db.DataError as error:
		code = error.args[0] if error.args else None
		if code == TOO_LONG_FOR_COLUMN:
			_refuse_text()
		if code in OUT_OF_COLUMN:
			_refuse_figure()
		raise


TOO_LONG_FOR_COLUMN = 1406
OUT_OF_COLUMN = (1264, 1292, 1366, 1690)
"""MariaDB: a value out of range, a wrong date, a wrong value, a sum out of range."""


def _refuse_text() -> None:
	frappe.throw(
		_("A text is longer than its field can hold. Write less."), IncomingError, title=_("Too Large")
	)


def _refuse_figure() -> None:
	frappe.throw(
		_(
			"A figure that follows from these values is too large to be stored. Check quantities, prices and dates."
		),
		IncomingError,
		title=_("Too Large"),
	)

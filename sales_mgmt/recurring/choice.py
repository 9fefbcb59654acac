"""Which recurring sales lines a new document gets (domain A09). Pure: imports no frappe.

| Sets due on the document's day | What happens |
|---|---|
| exactly one, Automatic | it is inserted |
| several, none of them Manual | the choice is offered |
| one or more, Always Ask | the choice is offered |
| Manual only | nothing: the user fetches them |

Manual sets take no part in this. Nothing happens by itself on a document that was begun on the customer's card. Both
days of a validity are included, and a blank day is no bound.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MANUAL, AUTOMATIC, ALWAYS_ASK = "Manual", "Automatic", "Always Ask"

OPTIONS = {
	"Sales Quote": "on_quotes",
	"Sales Order": "on_orders",
	"Sales Invoice": "on_invoices",
	"Sales Credit Memo": "on_credit_memos",
}
"""DocType: the field of an assignment that says what happens on such a document."""


@dataclass(frozen=True)
class Choice:
	"""Codes to insert without asking, and codes to offer. One of the two is empty."""

	insert: tuple[str, ...] = ()
	ask: tuple[str, ...] = ()


def covers(valid_from: date | None, valid_to: date | None, on: date) -> bool:
	"""Whether a validity includes the day."""
	return (not valid_from or valid_from <= on) and (not valid_to or on <= valid_to)


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
	"""Whether two validities have a day in common."""
	starts = [start for start, _end in (first, second) if start]
	ends = [end for _start, end in (first, second) if end]
	return not starts or not ends or max(starts) <= min(ends)


def choose(options: Iterable[tuple[str, str]], from_list: bool = True) -> Choice:
	"""What happens on a new document. `options`: (code, option) of every set that is due."""
	due = [(code, option) for code, option in options if option in (AUTOMATIC, ALWAYS_ASK)]
	if not from_list or not due:
		return Choice()
	codes = tuple(code for code, _option in due)
	if len(due) == 1 and due[0][1] == AUTOMATIC:
		return Choice(insert=codes)
	return Choice(ask=codes)

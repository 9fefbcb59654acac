"""What a difference between a cache and its entries looks like, and when it is one."""

from collections.abc import Iterable, Sequence
from typing import Any

from pypika import functions as fn
from pypika.terms import Term

TOLERANCE = 0.000001
"""Far below a cent and below the fifth decimal of a quantity; what is stored is exact, sums are of stored values."""


def drift_rows(doctype: str, field: str, rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
	return [
		{
			"doctype": doctype,
			"name": name,
			"field": field,
			"stored": float(stored or 0),
			"computed": float(computed or 0),
		}
		for name, stored, computed in rows
		if abs(float(stored or 0) - float(computed or 0)) > TOLERANCE
	]


def differs(stored: Term, computed: Term) -> Term:
	return fn.Abs(fn.Coalesce(stored, 0) - fn.Coalesce(computed, 0)) > TOLERANCE

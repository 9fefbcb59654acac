"""Posted lines that took something back, put on another return: they lead to what was sold (domain A14).

A credit memo and a return receipt go the same way as the new document. What they took back was sold once, so what comes along
is what is left of the sale, and of a credit memo's 4 no more than 4. A line that took back nothing in particular leads nowhere.
"""

from collections.abc import Iterable
from typing import Any

from sales_mgmt.documents.making.pieces import INVOICE, SHIPMENT
from sales_mgmt.documents.making.posted_lines import originals_of, posted_lines
from sales_mgmt.documents.making.sold_behind import nothing_left_of, sold_behind
from sales_mgmt.kinds.documents import COMING_BACK
from sales_mgmt.kinds.quantities import quantity


def led_by(rows: Iterable[Any]) -> dict[str, str]:
	"""Of posted lines those that took something back, with the posted lines that sold it. Four queries, or none."""
	rows = [row for row in rows if row.doctype in COMING_BACK]
	if not rows:
		return {}
	originals, led = originals_of(rows), {}
	for doctype in COMING_BACK:
		lines = [originals[row.line] for row in rows if row.doctype == doctype]
		led |= sold_behind(doctype, lines) if lines else {}
	return led


def sold_lines_of(customer: str, names: Iterable[str]) -> list[Any]:
	"""Those of posted lines of which something may be left."""
	wanted = set(names)
	wanted -= nothing_left_of(wanted)
	if not wanted:
		return []
	return [row for source in (INVOICE, SHIPMENT) for row in posted_lines(source, customer, sorted(wanted))]


def lead_to_what_was_sold(
	customer: str, rows: list[Any], wanted: dict[str, float | None]
) -> tuple[list[Any], dict[str, float | None]]:
	"""Rows, and the quantities wanted of them, with those that took something back replaced by those that sold it."""
	led = led_by(rows)
	if not led:
		return rows, wanted
	most = {row.line: quantity(row.quantity) for row in rows}
	asked: dict[str, float | None] = {}
	for name, count in wanted.items():
		sold = led.get(name, name)
		if (sold in asked and asked[sold] is None) or (name not in led and count is None):
			asked[sold] = None  # all that is left
			continue
		part = most[name] if count is None else min(quantity(count), most[name])
		asked[sold] = float(quantity(asked.get(sold) or 0) + part)
	kept = [row for row in rows if row.line not in led]
	known = {row.line for row in kept}
	return kept + [row for row in sold_lines_of(customer, led.values()) if row.line not in known], asked

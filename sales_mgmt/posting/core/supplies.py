"""When what is billed was supplied, which decides its VAT rate (domain 4.5).

A line bills the oldest of what moved before and waits for its invoice, then what moves with the posting itself. Where the rate
changed in between, one line becomes several parts, each at its own rate. Quantities in the unit of the order line, all ≥ 0.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sales_mgmt.posting.core.facts import LineFacts
from sales_mgmt.rates.supplies import RatedPart

ZERO = Decimal(0)


def in_parts(line: LineFacts, parts: Sequence[RatedPart]) -> tuple[LineFacts, ...]:
	"""The line as its parts, which bill one after the other. The last one keeps the line's name, and ships what is shipped now."""
	*earlier, last = parts
	done, result = ZERO, []
	for number, part in enumerate(earlier, start=1):
		result.append(
			replace(
				line,
				name=f"{line.name}#{number}",
				part_of=line.name,
				ship_now=ZERO,
				invoice_now=part.quantity,
				vat_percent=part.vat_percent,
				taken_before=done,
			)
		)
		done += part.quantity
	last_part = replace(line, invoice_now=last.quantity, vat_percent=last.vat_percent, taken_before=done)
	return (*result, last_part)

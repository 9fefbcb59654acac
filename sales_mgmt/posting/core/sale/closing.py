"""Close the rest of an order: what is outstanding is given up (issue of every sales desk; domain section 3).

What is shipped stays shipped and is still invoiced; only the outstanding quantity of a line goes. The ordered quantity
stays visible, the rest that was given up is counted beside it. An order of which nothing is left to ship and to invoice
is completed. Reopening a completed order gives the rest of every line back.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.quantities import ZERO, outstanding
from sales_mgmt.posting.core.entries import OrderLineChange

OPEN_FOR_CLOSING = ("Open", "Released")

REFUSED = {
	"Completed": sentence("The order is completed. There is nothing left to close."),
	"Pending Approval": sentence("The order is waiting for approval. Close it when that is decided."),
	"Pending Prepayment": sentence("The order is waiting for a prepayment. Reopen it before you close it."),
}


@dataclass(frozen=True, slots=True)
class ClosingLine:
	"""An order line with its counters and its number on the document."""

	row: int
	counters: OrderLineChange


def close_rest(
	status: str, lines: Iterable[ClosingLine], chosen: Collection[str] | None
) -> tuple[list[OrderLineChange], list[Finding]]:
	"""The counters of every line that is closed, or the findings against it.

	`chosen` names the lines to close; None closes all that have something outstanding.
	"""
	if status not in OPEN_FOR_CLOSING:
		code = "E05" if status == "Pending Approval" else "status"
		message = REFUSED.get(status, sentence("The order can not be closed in its present status."))
		return [], [Finding(code, message)]
	lines = list(lines)
	findings = _unknown(lines, chosen)
	closed = []
	for line in lines:
		if chosen is not None and line.counters.name not in chosen:
			continue
		counted = line.counters
		if left := outstanding(counted.quantity, counted.shipped, counted.cancelled):
			closed.append(replace(counted, cancelled=counted.cancelled + left))
		elif chosen is not None:
			message = sentence("Row {0}: nothing is outstanding, so there is nothing to close.")
			findings.append(Finding("nothing_outstanding", message, (str(line.row),), line.row))
	if not closed and not findings:
		message = sentence("Nothing is outstanding on this order. Invoice what is shipped to complete it.")
		findings.append(Finding("nothing_outstanding", message))
	return ([], findings) if findings else (closed, [])


def _unknown(lines: list[ClosingLine], chosen: Collection[str] | None) -> list[Finding]:
	known = {line.counters.name for line in lines}
	if chosen is None or (chosen and known.issuperset(chosen)):
		return []
	message = sentence(
		"Choose lines of this order with a quantity. Lines that it has no more can not be closed."
	)
	return [Finding("unknown_line", message)]


def give_back(lines: Iterable[OrderLineChange]) -> list[OrderLineChange]:
	"""The lines whose rest was given up, with all of it outstanding again."""
	return [replace(line, cancelled=ZERO) for line in lines if line.cancelled]

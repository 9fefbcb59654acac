"""Documents that wait in the posting queue stay as they were asked for (domain 4.1).

Whoever posts something that counts on the lines of an order (undo, an invoice of fetched lines, a cancellation) would change
what the job posts: an order of 10 with 1 to ship would ship what is left. And the document itself is posted once.
"""

from typing import Any

from sales_mgmt.findings.finding import Finding, sentence

ITSELF = sentence(
	"The document is waiting in the posting queue. Remove it from the queue if you want to post it yourself."
)
ITS_ORDER = sentence(
	"{0} {1} is waiting in the posting queue. Remove it from the queue before you change it."
)


def check_waiting(facts: Any) -> list[Finding]:
	"""Findings of any posting: of the document, and of every order whose counters it would change."""
	header = getattr(facts, "header", None)
	found = [Finding("queued", ITSELF)] if getattr(header, "queued", False) else []
	counted = (getattr(line, "order_line", None) for line in getattr(facts, "lines", ()))
	orders = {(line.queued_as, line.order) for line in counted if line and line.queued_as}
	return found + [Finding("queued", ITS_ORDER, order, link=order) for order in sorted(orders)]

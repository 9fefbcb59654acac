"""What is counted on an order and its lines: by postings and nobody else."""

from collections.abc import Iterable

from frappe.model.document import Document

from sales_mgmt.kinds.chain import chain_of
from sales_mgmt.kinds.quantities import COUNTED, quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.kinds.status import Counters, invoicing_status, is_completed, shipping_status


def keep_posted(doc: DocumentShape, counters: Iterable[str], statuses: Iterable[str]) -> None:
	"""Put back whatever a caller typed: counters of lines are sums over posted entries, statuses follow from them."""
	stored = doc.get_doc_before_save()
	before = {line.name: line for line in stored.lines} if stored else {}
	for line in doc.lines:
		was = before.get(line.name)
		for field in counters:
			line.set(field, was.get(field) if was else 0)
	for field in statuses:
		doc.set(field, stored.get(field) if stored else doc.meta.get_field(field).default)


def counters(line: Document) -> Counters:
	"""What an order line has counted so far."""
	return Counters(*(quantity(line.get(field)) for field in COUNTED))


def follow_progress(doc: DocumentShape) -> None:
	"""A line that is new, or grows, or goes, changes how much of an order is done. The last open one completes it."""
	chain, counted = chain_of(doc.doctype), [counters(line) for line in doc.lines]
	doc.set(chain.moving_status, shipping_status(counted, chain.moving_words))
	doc.set(chain.billing_status, invoicing_status(counted, chain.billing_words))
	if is_completed(counted):
		doc.status = "Completed"


def number_rows(doc: DocumentShape) -> None:
	"""Rows are numbered without gaps, in their order.

	A caller who took a row out leaves a gap; the next row that is added would get the number of the last one, and the two
	would stand in any order when they are read again.
	"""
	doc.lines.sort(key=lambda line: line.idx or 0)
	for number, line in enumerate(doc.lines, start=1):
		line.idx = number

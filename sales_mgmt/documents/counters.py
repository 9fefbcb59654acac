"""What is posted of an order is counted on its lines, by postings and nobody else."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument


def keep_posted(doc: "SalesDocument", counters: Iterable[str], statuses: Iterable[str]) -> None:
	"""Put back whatever a caller typed: counters of lines are sums over posted entries, statuses follow from them."""
	stored = doc.get_doc_before_save()
	before = {line.name: line for line in stored.lines} if stored else {}
	for line in doc.lines:
		was = before.get(line.name)
		for field in counters:
			line.set(field, was.get(field) if was else 0)
	for field in statuses:
		doc.set(field, stored.get(field) if stored else doc.meta.get_field(field).default)

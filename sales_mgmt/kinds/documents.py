"""What documents there are, and what may be done with each: one row per DocType, asked wherever it matters.

A further document is a row here, its DocType, and rules that are really its own. `test_kinds_of_documents` compares the rows with the
DocTypes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sales_mgmt.kinds.chain import RETURN, SALE, Chain

OFFERED, ORDERED, MOVED, BILLED = "offered", "ordered", "moved", "billed"
"""Where in its chain a document stands: what was offered, what was agreed, goods, money."""


@dataclass(frozen=True, slots=True)
class Kind:
	doctype: str
	chain: Chain
	stage: str

	@property
	def working(self) -> bool:
		"""Never submitted: it lives through its status, is released and reopened, and versions of it are kept."""
		return self.stage in (OFFERED, ORDERED)

	@property
	def draft(self) -> bool:
		"""People write it, and what they write is calculated."""
		return self.working or self.stage == BILLED

	@property
	def posted(self) -> bool:
		"""Final once it is submitted. What moves is made by posting only."""
		return self.stage in (MOVED, BILLED)

	@property
	def posts(self) -> bool:
		"""Posting begins with it, at once or from the queue."""
		return self.stage in (ORDERED, BILLED)

	@property
	def returns(self) -> bool:
		"""Goods come back and money is given back."""
		return self.chain is RETURN

	@property
	def priced(self) -> bool:
		return self.stage != MOVED


KINDS = (
	Kind("Sales Quote", SALE, OFFERED),
	Kind("Sales Order", SALE, ORDERED),
	Kind("Sales Shipment", SALE, MOVED),
	Kind("Sales Invoice", SALE, BILLED),
	Kind("Sales Return Order", RETURN, ORDERED),
	Kind("Return Receipt", RETURN, MOVED),
	Kind("Sales Credit Memo", RETURN, BILLED),
)


def doctypes_that(are: Callable[[Kind], bool]) -> tuple[str, ...]:
	return tuple(kind.doctype for kind in KINDS if are(kind))


def kind_of(doctype: str) -> Kind | None:
	"""The row of a DocType. None for what is no sales document."""
	return _BY_DOCTYPE.get(doctype)


_BY_DOCTYPE = {kind.doctype: kind for kind in KINDS}

DOCUMENTS = doctypes_that(lambda kind: True)
DRAFTS = doctypes_that(lambda kind: kind.draft)
WORKING = doctypes_that(lambda kind: kind.working)
POSTED = doctypes_that(lambda kind: kind.posted)
BILLS = doctypes_that(lambda kind: kind.stage == BILLED)
POSTING = doctypes_that(lambda kind: kind.posts)
RETURNING = doctypes_that(lambda kind: kind.returns)
"""All of the chain that takes goods back, its receipts too."""
RETURNS = doctypes_that(lambda kind: kind.returns and kind.draft)
"""Of them, those that people write and that have prices."""
LEAVING = doctypes_that(lambda kind: kind.posts and not kind.returns)
"""Documents that take goods from stock when they are posted."""
WITHOUT_PRICES = doctypes_that(lambda kind: not kind.priced)
COMING_BACK = doctypes_that(lambda kind: kind.returns and kind.posted)
"""Posted documents by which goods came back."""

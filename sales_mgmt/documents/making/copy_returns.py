"""What a copy into a return takes back by way of another document: the sale behind it (domain A13, A14).

A credit memo, return receipt or return order has taken something back, an order was shipped or invoiced. Copied into a return,
their lines lead to the posted lines behind them, and only what is left of those comes along. So nothing comes back twice, by
whatever document it is named. A line that took back nothing in particular is copied as it is.
"""

from dataclasses import dataclass, field

from frappe.model.document import Document

from sales_mgmt.documents.making.returning import ORDER, posted_lines_of
from sales_mgmt.documents.making.sold_behind import RECEIPT, nothing_left_of, sold_behind
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.kinds.quantities import quantity


@dataclass(frozen=True, slots=True)
class SoldLines:
	"""The posted lines behind a document: `chosen` for `reversible.add_lines`; `led` are its own lines that lead to them."""

	chosen: list[dict[str, object]] = field(default_factory=list)
	led: frozenset[str] = frozenset()


def sold_lines(source: Document) -> SoldLines:
	"""Of a return, its receipt or credit memo, or of an order of which something is posted; of others none."""
	if source.doctype == ORDER:
		posted = posted_lines_of(source)
		led = {line.name for line in source.lines if line.type != COMMENT} if posted else ()
		return SoldLines([{"line": name, "quantity": None} for name in posted], frozenset(led))
	if source.doctype not in (*RETURNS, RECEIPT):
		return SoldLines()
	origins = sold_behind(source.doctype, source.lines)
	asked: dict[str, float] = {}
	for line in source.lines:
		if line.name in origins and not line.get("correction"):
			name = origins[line.name]
			asked[name] = float(quantity(asked.get(name, 0)) + max(quantity(line.quantity), 0))
	gone = nothing_left_of(asked)
	return SoldLines(
		[{"line": name, "quantity": count} for name, count in asked.items() if count and name not in gone],
		frozenset(origins),
	)

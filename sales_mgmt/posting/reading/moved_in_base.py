"""How many base units order lines have moved so far, from the ledger (domain section 3).

Asked only where a unit holds a fraction of a base unit: parts are rounded there, so what they add up to depends on how
they were cut, undone and cancelled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Sum
from pypika import Case

from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.kinds.chain import SALE, Chain
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.posting.core.facts import OrderLineFacts

CORRECTIVE = ("Sales Credit Memo", "Sales Invoice")
"""Documents that give an order back what an invoice billed, or take it again: their entries name no order line."""


def with_moved(
	origins: Mapping[str, OrderLineFacts],
	origin_of: Mapping[str, str],
	lines: Iterable[Document],
	chain: Chain,
) -> Mapping[str, OrderLineFacts]:
	"""The origins, with what those in fractional units have moved. Three queries, or none."""
	asked = {
		origin_of[line.name] for line in lines if origin_of.get(line.name) in origins and factor_of(line) % 1
	}
	asked = {name for name in asked if origins[name].shipped}
	if not asked:
		return origins
	moved = _moved(asked, chain)
	return {
		name: replace(origin, moved_in_base=moved.get(name, Decimal(0))) if name in asked else origin
		for name, origin in origins.items()
	}


def _moved(order_lines: set[str], chain: Chain) -> dict[str, Decimal]:
	"""Base units by order line, > 0 where goods left for an order or came for a return order."""
	corrected = _corrective_lines(order_lines) if chain is SALE else {}
	entry = frappe.qb.DocType("Item Ledger Entry")
	own = Case().when(entry.order_line.isin(sorted(order_lines)), entry.order_line).else_(entry.document_line)
	belongs = entry.order_line.isin(sorted(order_lines))
	if corrected:
		belongs |= entry.document_line.isin(sorted(corrected)) & entry.order_line.isnull()
	rows = frappe.qb.from_(entry).select(own, Sum(entry.quantity)).where(belongs).groupby(own).run()
	sign = -1 if chain is SALE else 1
	found: dict[str, Decimal] = {}
	for name, total in rows:
		order_line = corrected.get(name, name)
		found[order_line] = found.get(order_line, Decimal(0)) + sign * quantity(total)
	return found


def _corrective_lines(order_lines: set[str]) -> dict[str, str]:
	"""Lines of cancelling documents, and the order line that each of them gives back or takes again."""
	found: dict[str, str] = {}
	for doctype in CORRECTIVE:
		line = frappe.qb.DocType(f"{doctype} Line")
		rows = (
			frappe.qb.from_(line)
			.select(line.name, line.order_line)
			.where((line.docstatus == 1) & line.order_line.isin(sorted(order_lines)))
		)
		found.update(rows.run())
	return found

"""What a shipment says of what it delivers: the rest on back order, and weights."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from frappe.model.document import Document

from sales_mgmt.posting.core.entries import ShippedLine


def as_delivered(rows: Iterable[Document], shipped: Iterable[ShippedLine]) -> dict[str, Any]:
	"""{back_order: {row: quantity}, weights: {item: kg}} of rows about to be posted, in the order of `shipped`."""
	back_order, weights = {}, {}
	for row, part in zip(rows, shipped, strict=True):
		if origin := part.line.order_line:
			left = origin.quantity - origin.cancelled - origin.shipped - part.quantity
			back_order[row.name] = float(max(left, Decimal(0)))
		if part.line.item:
			weights[part.line.item.name] = float(part.line.item.net_weight)
	return {"back_order": back_order, "weights": weights}

"""Who and what is blocked for new documents (domain A23). What exists already is stopped by posting, not here.

| Blocked | new order | new invoice | shipment | payment |
|---|---|---|---|---|
| Ship | no | yes | no | yes |
| Invoice | no | no | no | yes |
| All | no | no | no | no |

Quotes bind nobody and are always possible. An item that is blocked for sales gets on no new line; a line that bills what
was shipped before may still be invoiced.
"""

import frappe

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.blocks import INVOICE_BLOCKS, SHIP_BLOCKS
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.masters.masters import by_name

NEW_DOCUMENTS = {
	"Sales Order": (
		SHIP_BLOCKS,
		("customer",),
		sentence("Customer {0} is blocked ({1}), so no new order can be made. Ask who blocked it."),
	),
	"Sales Invoice": (
		INVOICE_BLOCKS,
		("customer", "bill_to_customer"),
		sentence("Customer {0} is blocked ({1}), so no new invoice can be made. Ask who blocked it."),
	),
	**{
		doctype: (
			("All",),
			("customer", "bill_to_customer"),
			sentence("Customer {0} is blocked ({1}), returns included. Ask who blocked it."),
		)
		for doctype in RETURNS
	},
}
"""DocType: (what blocks it, for which customers of the document, what is said)."""


def check_blocked(doc: DocumentShape) -> list[Finding]:
	"""E09 and E10 for a new document, a new customer on it, and new lines."""
	return [*_customers(doc), *_items(doc)]


def _customers(doc: DocumentShape) -> list[Finding]:
	blocks, fields, message = NEW_DOCUMENTS.get(doc.doctype, ((), (), ""))
	stored = doc.get_doc_before_save()
	chosen = {doc.get(field) for field in fields if not stored or stored.get(field) != doc.get(field)}
	blocked = {name: frappe.get_cached_doc("Customer", name).blocked for name in chosen if name}
	return [
		Finding("E09", message, (name, reason), link=("Customer", name))
		for name, reason in sorted(blocked.items())
		if reason in blocks
	]


def _items(doc: DocumentShape) -> list[Finding]:
	"""Blocked items may come back (domain A14), so returns are not looked at."""
	if doc.doctype in RETURNS:
		return []
	stored = doc.get_doc_before_save()
	before = {line.name: line.item for line in stored.lines} if stored else {}
	chosen = [
		line
		for line in doc.lines
		if line.type == ITEM
		and line.item
		and not line.get("order_line")
		and line.item != before.get(line.name)
	]
	items = by_name("Item", ("name", "sales_blocked"), {line.item for line in chosen})
	return [
		Finding(
			"E10",
			sentence("Row {0}: item {1} is blocked for sales."),
			(str(line.idx), line.item),
			line.idx,
			link=("Item", line.item),
		)
		for line in chosen
		if line.item in items and items[line.item].sales_blocked
	]

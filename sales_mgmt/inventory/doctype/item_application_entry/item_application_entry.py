from sales_mgmt.ledgers.guard import LedgerEntry


class ItemApplicationEntry(LedgerEntry):
	"""Which goods that came in supplied which goods that left, and which came back. Cost follows these."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cost_amount: DF.Currency
		cost_application: DF.Check
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		entry_no: DF.Int
		inbound_entry: DF.Link | None
		item: DF.Link | None
		location: DF.Link | None
		outbound_entry: DF.Link | None
		position: DF.Float
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		quantity: DF.Float
	# end: auto-generated types

from sales_mgmt.ledgers.guard import LedgerEntry


class CustomerApplication(LedgerEntry):
	"""One action that applied entries to each other, or took that back. Its rows are Customer Ledger Applications."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		currency: DF.Link | None
		customer: DF.Link | None
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		entry: DF.Link | None
		entry_no: DF.Int
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		reversed_by: DF.Link | None
		reverses: DF.Link | None
		status: DF.Literal["Applied", "Unapplied", "Reversal"]
	# end: auto-generated types

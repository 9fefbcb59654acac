from sales_mgmt.posting.guard import LedgerEntry


class CustomerLedgerApplication(LedgerEntry):
	"""An amount that two customer ledger entries settle between them."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		amount_lcy: DF.Currency
		credit_entry: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link | None
		debit_entry: DF.Link | None
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		exchange_difference_lcy: DF.Currency
		posting_date: DF.Date | None
	# end: auto-generated types

from sales_mgmt.ledgers.guard import LedgerEntry


class CustomerLedgerApplication(LedgerEntry):
	"""An amount that two customer ledger entries settle between them."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Link | None
		amount: DF.Currency
		amount_lcy: DF.Currency
		application: DF.Link | None
		credit_entry: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link | None
		debit_entry: DF.Link | None
		discount_lost: DF.Currency
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		entry_no: DF.Int
		exchange_difference_lcy: DF.Currency
		kind: DF.Literal["Application", "Payment Discount", "Payment Discount Tolerance", "Payment Tolerance"]
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		receivables_account: DF.Link | None
	# end: auto-generated types

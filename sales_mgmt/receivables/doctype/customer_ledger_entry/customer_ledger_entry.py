import frappe

from sales_mgmt.ledgers.guard import LedgerEntry

SALES_BY_CUSTOMER = (
	"sell_to_customer",
	"salesperson",
	"posting_date",
	"document_type",
	"customer",
	"sales_lcy",
	"invoice_discount_lcy",
)

OPEN_BY_CUSTOMER = (
	"open",
	"customer",
	"currency",
	"posting_date",
	"due_date",
	"remaining_amount",
	"remaining_amount_lcy",
)


class CustomerLedgerEntry(LedgerEntry):
	"""What a customer owes, or is owed. The remaining amount is a cache of the applications."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		amount_lcy: DF.Currency
		currency: DF.Link | None
		customer: DF.Link | None
		customer_posting_group: DF.Link | None
		description: DF.Data | None
		document_date: DF.Date | None
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		document_type: DF.Literal["Invoice", "Credit Memo", "Payment", "Refund"]
		due_date: DF.Date | None
		entry_no: DF.Int
		exchange_rate: DF.Float
		external_document_no: DF.Data | None
		invoice_discount_lcy: DF.Currency
		open: DF.Check
		payment_discount_amount: DF.Currency
		payment_discount_date: DF.Date | None
		payment_discount_lost: DF.Currency
		payment_method: DF.Link | None
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		remaining_amount: DF.Currency
		remaining_amount_lcy: DF.Currency
		sales_lcy: DF.Currency
		salesperson: DF.Link | None
		sell_to_customer: DF.Link | None
	# end: auto-generated types


def on_doctype_update() -> None:
	"""What a customer owes is asked with every calculation, among the entries of all years. Reports find all
	they add up in an index, in the order of their rows."""
	frappe.db.add_index("Customer Ledger Entry", ["customer", "open"])
	frappe.db.add_index("Customer Ledger Entry", list(SALES_BY_CUSTOMER), "sales_by_customer")
	frappe.db.add_index("Customer Ledger Entry", list(OPEN_BY_CUSTOMER), "open_by_customer")

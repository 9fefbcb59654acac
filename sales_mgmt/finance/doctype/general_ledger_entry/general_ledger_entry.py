import frappe

from sales_mgmt.ledgers.guard import LedgerEntry


class GeneralLedgerEntry(LedgerEntry):
	"""A movement of an account. Debit positive, credit negative, in local currency."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Link | None
		amount: DF.Currency
		amount_currency: DF.Currency
		business_posting_group: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link | None
		description: DF.Data | None
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		entry_no: DF.Int
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		product_posting_group: DF.Link | None
		vat_date: DF.Date | None
	# end: auto-generated types


def on_doctype_update() -> None:
	"""What an account came to in a period is added up in an index, by posting date and by VAT date."""
	frappe.db.add_index("General Ledger Entry", ["account", "posting_date", "amount"])
	frappe.db.add_index("General Ledger Entry", ["account", "vat_date", "amount"])

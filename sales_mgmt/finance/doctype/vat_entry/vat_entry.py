import frappe

from sales_mgmt.ledgers.guard import LedgerEntry

VAT_BY_DAY = (
	"vat_date",
	"document_doctype",
	"vat_business_group",
	"vat_product_group",
	"vat_percent",
	"customer",
	"base",
	"amount",
)


class VATEntry(LedgerEntry):
	"""Base and VAT of one VAT group of a posted document."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		amount_currency: DF.Currency
		base: DF.Currency
		base_currency: DF.Currency
		currency: DF.Link | None
		customer: DF.Link | None
		document_date: DF.Date | None
		document_doctype: DF.Link | None
		document_name: DF.DynamicLink | None
		entry_no: DF.Int
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		vat_business_group: DF.Link | None
		vat_date: DF.Date | None
		vat_percent: DF.Percent
		vat_product_group: DF.Link | None
	# end: auto-generated types


def on_doctype_update() -> None:
	"""The VAT Summary finds all it adds up in an index."""
	frappe.db.add_index("VAT Entry", list(VAT_BY_DAY), "vat_by_vat_date")

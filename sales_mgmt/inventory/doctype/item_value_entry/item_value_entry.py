import frappe

from sales_mgmt.ledgers.guard import LedgerEntry

SALES_BY_CUSTOMER = (
	"customer",
	"item",
	"salesperson",
	"posting_date",
	"location",
	"invoiced_quantity",
	"sales_amount",
	"cost_amount",
)


class ItemValueEntry(LedgerEntry):
	"""A change of value of an item ledger entry: expected cost, actual cost, sales."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cost_amount: DF.Currency
		cost_amount_expected: DF.Currency
		cost_posted_to_gl: DF.Currency
		customer: DF.Link | None
		document_doctype: DF.Link | None
		document_line: DF.Data | None
		document_name: DF.DynamicLink | None
		entry_no: DF.Int
		invoiced_quantity: DF.Float
		item: DF.Link | None
		item_charge: DF.Link | None
		item_ledger_entry: DF.Link | None
		location: DF.Link | None
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		sales_amount: DF.Currency
		salesperson: DF.Link | None
		value_type: DF.Literal["Direct Cost", "Revaluation", "Cost Adjustment", "Variance", "Item Charge"]
		valued_quantity: DF.Float
	# end: auto-generated types


def on_doctype_update() -> None:
	"""Reports on sales find all they add up in an index, in the order of their rows: that is three times as fast as by day."""
	frappe.db.add_index("Item Value Entry", list(SALES_BY_CUSTOMER), "sales_by_customer")

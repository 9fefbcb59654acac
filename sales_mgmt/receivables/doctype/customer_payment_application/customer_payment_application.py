from typing import Any

from sales_mgmt.ledgers.guard import LineOfDocument


class CustomerPaymentApplication(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		due_date: DF.Date | None
		entry: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		payment_discount: DF.Currency
		payment_tolerance: DF.Currency
		remaining_amount: DF.Currency
		sales_invoice: DF.Link | None
	# end: auto-generated types
	pass

	def get_invalid_links(self, *_args: Any, **_kwargs: Any) -> tuple[list, list]:
		"""The payment reads every entry from the ledger, and the invoice with it: there is nothing left to look up."""
		return [], []

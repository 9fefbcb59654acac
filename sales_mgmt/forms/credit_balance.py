"""What of a draft credit memo is going to be applied, and what stays open on the customer (domain A13)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from sales_mgmt.amounts import to_decimal
from sales_mgmt.settings import currency_digits

if TYPE_CHECKING:
	from frappe.model.document import Document


def credit_balance(memo: "Document") -> dict[str, float]:
	"""{applied, open} in the document's currency. A row without an amount takes as much as there is, in order."""
	digits = currency_digits(memo.currency)
	left = whole = to_decimal(memo.amount_including_vat, digits)
	for row in memo.applications:
		most = min(left, to_decimal(row.remaining_amount, digits))
		left -= min(most, to_decimal(row.amount, digits)) if row.amount else max(most, Decimal(0))
	return {"applied": float(whole - left), "open": float(left)}

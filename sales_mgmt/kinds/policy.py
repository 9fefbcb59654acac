"""What the company has decided, as values: the settings that calculation and posting ask for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Policy:
	"""The company's switches (domain 5) that a posting obeys."""

	local_currency: str
	discount_posting: str = "All Discounts"
	vat_rounding: str = "Document"
	automatic_cost_posting: bool = True
	allow_negative_stock: bool = False
	shipment_on_invoice: bool = False
	external_document_no_mandatory: bool = False
	return_receipt_on_credit_memo: bool = False
	invoice_rounding_precision: Decimal | None = None
	invoice_rounding_type: str = "Nearest"
	allow_posting_from: date | None = None
	allow_posting_to: date | None = None
	local_digits: int = 2
	exact_cost_reversing_mandatory: bool = False
	earliest_allowed_valuation_date: date | None = None
	invoice_posting: str = "Allowed"
	"""Whether the user who posts may, may not, or must post the invoice (domain 4.2)."""

"""Impossible amounts as sentences: what `amounts` refuses, told to the person who typed it."""

from collections.abc import Sequence

from sales_mgmt.amounts import AmountError
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.quantities import plain

LINE_MESSAGES = {
	"negative_unit_price": sentence(
		"Row {0}: the unit price {1} is negative. Enter a price of zero or more."
	),
	"negative_vat_percent": sentence("Row {0}: the VAT rate {1} is negative. Correct the VAT posting setup."),
	"line_discount_percent_out_of_range": sentence(
		"Row {0}: the discount of {1} % is not between 0 and 100."
	),
	"line_discount_wrong_sign": sentence(
		"Row {0}: the discount amount {1} must have the same sign as the amount {2}."
	),
	"line_discount_exceeds_gross": sentence("Row {0}: the discount amount {1} is more than the amount {2}."),
	"invoice_discount_wrong_sign": sentence(
		"Row {0}: the invoice discount {1} must have the same sign as {2}."
	),
	"invoice_discount_exceeds_line_amount": sentence(
		"Row {0}: the invoice discount {1} is more than the line amount {2}."
	),
}

DOCUMENT_MESSAGES = {
	"invoice_discount_percent_out_of_range": sentence(
		"The invoice discount of {0} % is not between 0 and 100."
	),
	"invoice_discount_wrong_sign": sentence(
		"The invoice discount {0} must have the same sign as {1}, the sum of the lines."
	),
	"invoice_discount_exceeds_lines": sentence(
		"The invoice discount {0} is more than {1}, the sum of the lines that allow it."
	),
	"no_line_allows_discount": sentence(
		"No line allows an invoice discount, so the discount of {0} can not be given."
	),
	"exchange_rate_not_positive": sentence("The exchange rate {0} must be greater than zero."),
	"invalid_rounding_precision": sentence(
		"The invoice rounding precision {0} does not fit a currency with {1} decimals."
	),
}


def amount_finding(error: AmountError, rows: Sequence[int]) -> Finding:
	"""The finding for an AmountError; `rows` are the row numbers of the lines that were calculated."""
	values = tuple(plain(value) if hasattr(value, "as_tuple") else str(value) for value in error.values)
	if error.line is not None and error.code in LINE_MESSAGES:
		row = rows[error.line]
		return Finding(error.code, LINE_MESSAGES[error.code], (str(row), *values), row)
	return Finding(error.code, DOCUMENT_MESSAGES[error.code], values)

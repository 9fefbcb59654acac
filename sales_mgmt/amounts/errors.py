"""Why an amount is refused, as a code and values.

The caller turns them into a sentence in the user's language. The table is the whole list: a code that is not
in it cannot be raised. Domain: 7.5, A30.
"""

from decimal import Decimal

# code: what `values` holds, in order. Amounts are in document currency.
AMOUNT_ERRORS = {
	"negative_unit_price": ("unit price",),
	"negative_vat_percent": ("VAT percent",),
	"line_discount_percent_out_of_range": ("line discount percent",),
	"line_discount_wrong_sign": ("line discount amount", "gross amount"),
	"line_discount_exceeds_gross": ("line discount amount", "gross amount"),
	"invoice_discount_percent_out_of_range": ("invoice discount percent",),
	"invoice_discount_wrong_sign": ("invoice discount amount", "sum of the lines, or line amount"),
	"invoice_discount_exceeds_lines": ("invoice discount amount", "sum of the lines that allow it"),
	"invoice_discount_exceeds_line_amount": ("invoice discount amount of the line", "line amount"),
	"no_line_allows_discount": ("invoice discount amount",),
	"exchange_rate_not_positive": ("exchange rate",),
	"invalid_rounding_precision": ("invoice rounding precision", "decimals of the currency"),
}


class AmountError(ValueError):
	"""Something was entered that the document cannot have.

	`code` is a key of `AMOUNT_ERRORS`, which names the `values`; `line` is the zero-based index of the line,
	or None when the document as a whole is meant.
	"""

	def __init__(self, code: str, line: int | None = None, values: tuple[Decimal | int, ...] = ()) -> None:
		super().__init__(code, line, values)
		self.code = code
		self.line = line
		self.values = values

	def __str__(self) -> str:
		"""For logs and developers; users get the caller's sentence."""
		named = [f"{name} {value}" for name, value in zip(AMOUNT_ERRORS[self.code], self.values, strict=True)]
		place = "" if self.line is None else f" on line {self.line}"
		return f"{self.code}{place}: {', '.join(named)}"

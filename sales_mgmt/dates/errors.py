"""Why a date formula is refused, as a code and a position.

The caller turns them into a sentence in the user's language. The table is the whole list: a code that is not
in it cannot be raised. Domain: 7.7.
"""

# code: what is wrong at the position.
DATE_FORMULA_ERRORS = {
	"empty": "there is no formula",
	"too_long": "the first character too many",
	"unknown_character": "neither letter, digit nor sign",
	"unknown_letter": "not one of D W M Q Y, C or WD",
	"period_missing": "C without the D W M Q Y it is the current one of",
	"unit_missing": "a number without the D W M Q Y it counts",
	"number_missing": "a letter without a number",
	"number_too_large": "a number greater than 9999",
	"number_after_letter": "W, M, Q or Y with the number behind it, which has no clear meaning",
	"day_out_of_range": "D with a day of the month other than 1 to 31",
	"weekday_out_of_range": "WD with a weekday other than 1 to 7",
	"sign_missing": "the next part begins without + or −",
	"term_missing": "a sign with nothing to add or subtract",
	"out_of_calendar": "the part that leads beyond the years 1 to 9999",
}


class DateFormulaError(ValueError):
	"""A text is no date formula, or leads out of the calendar.

	`code` is a key of `DATE_FORMULA_ERRORS`; `position` is the one-based place of the offending character in
	`text`, which is the formula as it was entered.
	"""

	def __init__(self, code: str, position: int, text: str) -> None:
		super().__init__(code, position, text)
		self.code = code
		self.position = position
		self.text = text

	def __str__(self) -> str:
		"""For logs and developers; users get the caller's sentence."""
		return f"{self.code} at position {self.position} of {self.text!r}: {DATE_FORMULA_ERRORS[self.code]}"

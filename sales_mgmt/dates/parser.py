"""Read the text of a date formula into its parts, or say which character is wrong.

	formula  = [sign] term { sign term }
	term     = number unit | "C" unit | "D" number | "WD" number
	unit     = D | W | M | Q | Y
	sign     = + | - | −

Spaces are ignored, also within a number, and do not count for the length. Upper and lower case are the same.
Two parts need a sign between them: in 1W1D nobody sees whether 1W+1D or W1 is meant. W20, M6, Q2 and Y5 are
refused: week, month, quarter and year name no single day. Domain: 7.7.
"""

from sales_mgmt.dates.errors import DateFormulaError
from sales_mgmt.dates.terms import CurrentPeriod, NextDay, Offset, Term

MAX_LENGTH = 20
MAX_NUMBER = 9999
UNITS = "DWMQY"
DIGITS = "0123456789"
SIGNS = {"+": 1, "-": -1, "−": -1}
# letters before a number: the greatest number, the refusal of another one.
NUMBERED = {"D": (31, "day_out_of_range"), "WD": (7, "weekday_out_of_range")}


class Parser:
	"""One pass over the characters of `text` that are not spaces; `index` is the next one to read."""

	def __init__(self, text: str) -> None:
		self.text = text
		self.characters = [(char.upper(), place) for place, char in enumerate(text, 1) if not char.isspace()]
		self.index = 0

	def parse(self) -> tuple[Term, ...]:
		if not self.characters:
			raise DateFormulaError("empty", 1, self.text)
		if len(self.characters) > MAX_LENGTH:
			raise self._error("too_long", MAX_LENGTH)
		terms = []
		while self.index < len(self.characters):
			terms.append(self._signed_term(is_first=not terms))
		return tuple(terms)

	def _signed_term(self, is_first: bool) -> Term:
		start = self.index
		sign = SIGNS.get(self._peek())
		if sign is not None:
			self.index += 1
			if not self._peek():
				raise self._error("term_missing", start)
		self._check_begins_term()
		if sign is None and not is_first:
			raise self._error("sign_missing", start)
		return self._term(sign or 1, self.characters[start][1])

	def _check_begins_term(self) -> None:
		char = self._peek()
		if char in SIGNS:
			raise self._error("term_missing", self.index)
		if char not in DIGITS and char not in UNITS and char != "C":
			raise self._error_of_stranger()

	def _term(self, sign: int, position: int) -> Term:
		if self._peek() in DIGITS:
			start, number = self.index, self._number()
			return Offset(sign, number, self._unit("unit_missing", start), position)
		if self._peek() == "C":
			start = self.index
			self.index += 1
			return CurrentPeriod(sign, self._unit("period_missing", start), position)
		return self._next_day(sign, position)

	def _next_day(self, sign: int, position: int) -> NextDay:
		start = self.index
		letters = "WD" if self._peek() == "W" and self._peek(1) == "D" else self._peek()
		self.index += len(letters)
		if not self._peek() or self._peek() not in DIGITS:
			raise self._error("number_missing", start)
		if letters not in NUMBERED:
			raise self._error("number_after_letter", self.index)
		place, number = self.index, self._number()
		greatest, refusal = NUMBERED[letters]
		if not 1 <= number <= greatest:
			raise self._error(refusal, place)
		return NextDay(sign, letters, number, position)

	def _number(self) -> int:
		start = self.index
		while self._peek() and self._peek() in DIGITS:
			self.index += 1
		number = int("".join(char for char, _ in self.characters[start : self.index]))
		if number > MAX_NUMBER:
			raise self._error("number_too_large", start)
		return number

	def _unit(self, code_if_missing: str, start: int) -> str:
		"""The unit at `index`; where a formula could go on without one, the part that began at `start` is wrong."""
		char = self._peek()
		if char and char in UNITS:
			self.index += 1
			return char
		if not char or char in SIGNS or char in DIGITS or char == "C":
			raise self._error(code_if_missing, start)
		raise self._error_of_stranger()

	def _peek(self, ahead: int = 0) -> str:
		"""The character at `index`, or "" behind the last one."""
		place = self.index + ahead
		return self.characters[place][0] if place < len(self.characters) else ""

	def _error_of_stranger(self) -> DateFormulaError:
		code = "unknown_letter" if self._peek().isalpha() else "unknown_character"
		return self._error(code, self.index)

	def _error(self, code: str, index: int) -> DateFormulaError:
		return DateFormulaError(code, self.characters[index][1], self.text)

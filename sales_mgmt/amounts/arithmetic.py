"""The arithmetic of all amounts: Decimal, 60 digits, whatever decimal context the caller has set.

60 digits keep every product and quotient of two amounts on the right side of a tie.
Domain: 7.5.
"""

from collections.abc import Callable
from decimal import (
	ROUND_HALF_UP,
	Context,
	Decimal,
	DivisionByZero,
	InvalidOperation,
	Overflow,
	localcontext,
)
from functools import wraps
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

ZERO = Decimal(0)

# Python calls it ROUND_HALF_UP, but it goes by magnitude: half away from zero.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])


def exact(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
	"""Make `function` calculate in 60 digits, independent of the caller's decimal context."""

	@wraps(function)
	def in_exact_arithmetic(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
		with localcontext(EXACT):
			return function(*args, **kwargs)

	return in_exact_arithmetic

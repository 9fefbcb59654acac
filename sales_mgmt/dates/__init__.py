"""Date formulas: "14D", "CM+10D", "D10" turn one date into another.

Payment terms, quote validity and shipping times are written as formulas. The package knows neither database
nor framework, and no working days: every day counts. Domain: 7.7.
"""

from sales_mgmt.dates.errors import DATE_FORMULA_ERRORS, DateFormulaError
from sales_mgmt.dates.formula import DateFormula, apply_formula, parse_formula, period_end
from sales_mgmt.dates.in_force import in_force

__all__ = [
	"DATE_FORMULA_ERRORS",
	"DateFormula",
	"DateFormulaError",
	"apply_formula",
	"in_force",
	"parse_formula",
	"period_end",
]

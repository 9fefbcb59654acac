"""What a line costs before anyone types a price, and why. Pure: imports no frappe.

`choose` takes a PriceContext and any agreements and gives a Choice with a trace of reasons. `choose_terms` finds the
invoice discount a document reaches. Domain: A30.
"""

from sales_mgmt.pricing.adjust import adjusted
from sales_mgmt.pricing.agreement import Agreement
from sales_mgmt.pricing.base_price import base_price
from sales_mgmt.pricing.best_price import Choice, choose
from sales_mgmt.pricing.clashes import Rivals, find_clashes, find_rivals
from sales_mgmt.pricing.competition import Candidate
from sales_mgmt.pricing.context import UNIT_PRICE_DIGITS, PriceContext
from sales_mgmt.pricing.invoice_discount import ChosenTerms, InvoiceDiscountTerm, choose_terms
from sales_mgmt.pricing.reasons import REASONS, Reason

__all__ = [
	"REASONS",
	"UNIT_PRICE_DIGITS",
	"Agreement",
	"Candidate",
	"Choice",
	"ChosenTerms",
	"InvoiceDiscountTerm",
	"PriceContext",
	"Reason",
	"Rivals",
	"adjusted",
	"base_price",
	"choose",
	"choose_terms",
	"find_clashes",
	"find_rivals",
]

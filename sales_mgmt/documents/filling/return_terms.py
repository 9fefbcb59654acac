"""What a return takes from the terms of a sale (domain 1.6, A31).

How somebody pays says nothing about how they are paid back, and what is given back has no payment discount of its own: unless
the payment terms calculate it on credit memos. Then a return has the terms' discount and the payment method, like an invoice.
"""

from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.rates.terms import read_terms

METHOD, DISCOUNT = "payment_method", "payment_discount_percent"


def like_an_invoice(doctype: str, payment_terms: str | None) -> bool:
	"""Whether a document has payment discount and payment method. Invoices and what leads to them always have."""
	return doctype not in RETURNS or bool(read_terms(payment_terms).discount_on_credit_memos)


def left_behind(source: str, target: str, payment_terms: str | None) -> tuple[str, ...]:
	"""Fields that do not travel from a document of one DocType to one of the other: the target finds its own."""
	alike = like_an_invoice(target if target in RETURNS else source, payment_terms)
	if alike:
		return ()
	crosses = (source in RETURNS) != (target in RETURNS)
	return (*([METHOD] if target in RETURNS else []), *([DISCOUNT] if crosses else []))

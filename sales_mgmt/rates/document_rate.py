"""The exchange rate on a sales document: that of its posting date, unless somebody typed another one.

A typed rate is one that differs from the rate of the day; `exchange_rate_by_hand` remembers it. It holds until the
currency changes or somebody empties the field. Every other rate follows the posting date (the document date where that
is blank). Prices that are agreed in the document's currency do not follow: the customer was told those.
"""

from datetime import date
from decimal import Decimal

from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import MIN_RATE, RATE_DIGITS, to_decimal
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.findings.usual import no_exchange_rate
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.rates.exchange_rates import rate_on
from sales_mgmt.settings import get_settings

FOLLOWED = frozenset(("posting_date", "document_date"))


def usual_rate(currency: str, on: date) -> Decimal:
	"""What one unit of a currency is worth in local currency on a day: 1 for the local one, 0 where nothing is known."""
	if currency == get_settings().local_currency:
		return Decimal(1)
	return rate_on(currency, on) or Decimal(0)


def fill_rate(doc: DocumentShape) -> None:
	"""Fill a blank rate. Refuses a currency that nothing is known about on that day, once somebody saves it."""
	if doc.currency == get_settings().local_currency:
		doc.exchange_rate, doc.exchange_rate_by_hand = 1, 0
		return
	check_typed_rate(doc)
	if doc.exchange_rate:
		nobody_knows = doc.exchange_rate_by_hand is None
		if nobody_knows or (not doc.exchange_rate_by_hand and (doc.is_new() or not doc.name)):
			doc.exchange_rate_by_hand = int(is_typed(doc))
		return
	on = rate_date(doc)
	doc.exchange_rate, doc.exchange_rate_by_hand = float(usual_rate(doc.currency, on)), 0
	if not doc.exchange_rate and not doc.flags.only_calculating:
		refuse([no_exchange_rate(doc.currency, on)])


def check_typed_rate(doc: Document) -> None:
	"""Refuse a rate that makes nothing, or the opposite, of an amount. Blank or 0: the rate of the day is filled in."""
	if doc.exchange_rate and to_decimal(doc.exchange_rate) < MIN_RATE:
		message = sentence(
			"Exchange Rate: {0} is too small. Enter what one {1} is worth in {2}, at least {3}, or leave it blank."
		)
		values = (_written(doc.exchange_rate), doc.currency, get_settings().local_currency, f"{MIN_RATE:f}")
		refuse([Finding("exchange_rate", message, values)])


def _written(rate: float | str) -> str:
	return f"{to_decimal(rate):f}"


def settle_changed_rate(doc: DocumentShape, changed: set[str]) -> set[str]:
	"""Look at a rate that was changed, or whose day was. Returns the fields that count as changed by a person."""
	if "exchange_rate" in changed and "currency" not in changed:
		doc.exchange_rate_by_hand = int(is_typed(doc))
		# A form sends the rate of the new day along with the day.
		if not doc.exchange_rate_by_hand and FOLLOWED & changed:
			changed = changed - {"exchange_rate"}
	if FOLLOWED & changed and "exchange_rate" not in changed and not doc.exchange_rate_by_hand:
		doc.exchange_rate = None
	return changed


def is_typed(doc: Document) -> bool:
	"""The rate of a document or payment in a foreign currency is not the rate of its day."""
	if not doc.exchange_rate or doc.currency == get_settings().local_currency:
		return False
	rate = to_decimal(doc.exchange_rate, RATE_DIGITS)
	return rate != rate_on(doc.currency, rate_date(doc))


def rate_date(doc: Document) -> date:
	return getdate(doc.posting_date or doc.get("document_date"))


def rate_for_posting(doc: DocumentShape, on: date) -> Decimal:
	"""The rate at which a document is posted on a day; 0 where there is none.

	On the document's own posting date that is the rate it shows; on another day the rate of that day, unless the
	document's was typed.
	"""
	own = to_decimal(doc.exchange_rate)
	moved = not doc.posting_date or on != getdate(doc.posting_date)
	if doc.currency == get_settings().local_currency or doc.exchange_rate_by_hand or not moved:
		return own
	return usual_rate(doc.currency, on)

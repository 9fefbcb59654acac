"""Why a line has its price: every agreement that was looked at, and what became of it."""

from datetime import date
from decimal import Decimal
from typing import Any

from frappe import _
from frappe.model.document import Document
from frappe.utils import fmt_money, formatdate

from sales_mgmt.documents.pricing.prices import SEARCH, TYPED, price_of, read_agreements
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.masters.masters import read_masters
from sales_mgmt.pricing import Candidate
from sales_mgmt.settings import currency_digits
from sales_mgmt.texts.messages import said

AGREED = (
	("Price", "unit_price", "price_origin", "price_from"),
	("Discount", "line_discount_percent", "discount_origin", "discount_from"),
)
"""What a line may have from elsewhere: its value, the kind of its origin and the document it came from."""


def price_trace(doc: DocumentShape, line: Document) -> list[dict[str, Any]]:
	"""[{list, thing, value, chosen, accepted, reason}] for one line: prices first, the chosen one at the top.

	Values are in the document's currency per unit of the line, discounts in percent. Ahead of them, with `origin` and
	`document`, stands what the line has that no search gave: taken from another document, or typed by hand.
	"""
	item = read_masters(doc).items.get(line.item)
	if not item:
		return []
	choice = price_of(doc, line, item, read_agreements(doc, [item], active_only=False))
	return [*_agreed(line), *(_row(candidate, doc.currency) for candidate in choice.trace)]


def _agreed(line: Document) -> list[dict[str, Any]]:
	return [
		{
			"list": None,
			"thing": thing,
			"value": line.get(value) or 0,
			"chosen": False,
			"accepted": True,
			"reason": origin_text(line.get(origin), line.get(source)),
			"origin": line.get(origin),
			"document": line.get(source) if line.get(origin) != TYPED else None,
		}
		for thing, value, origin, source in AGREED
		if line.get(origin) and line.get(origin) != SEARCH
	]


def origin_text(origin: str, document: str | None) -> str:
	"""Where a price or discount came from that no search gave, as a translated sentence that is safe to show as HTML."""
	if origin == TYPED or not document:
		return _("Typed by hand.")
	return said(_("Taken from {0} {1}.")).format(_(origin), document)


def _row(candidate: Candidate, currency: str) -> dict[str, Any]:
	return {
		"list": candidate.agreement.list if candidate.agreement else None,
		"thing": candidate.thing,
		"value": None if candidate.value is None else float(candidate.value),
		"chosen": candidate.chosen,
		"accepted": candidate.accepted,
		"reason": reason_text(candidate, currency),
	}


def reason_text(candidate: Candidate, currency: str) -> str:
	"""What became of an agreement, as a translated sentence that is safe to show as HTML."""
	reason = candidate.reason
	values = [_text(value, candidate, currency) for value in reason.values]
	return said(_(reason.message)).format(*values)


def _text(value: str | Decimal | date, candidate: Candidate, currency: str) -> str:
	if isinstance(value, Decimal):
		return _number(value, candidate, currency)
	if isinstance(value, date):
		return formatdate(value)
	return value


def _number(value: Decimal, candidate: Candidate, currency: str) -> str:
	"""Reasons speak of quantities, except the one that names what was better: a price or a percentage."""
	if candidate.reason.code != "beaten_by":
		return plain(value)
	if candidate.thing == "Discount":
		return f"{plain(value)} %"
	decimals = max(-value.normalize().as_tuple().exponent, currency_digits(currency))
	return fmt_money(float(value), precision=decimals, currency=currency)

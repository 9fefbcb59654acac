"""Why a line has its price: every agreement that was looked at, and what became of it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from frappe import _
from frappe.model.document import Document
from frappe.utils import fmt_money, formatdate

from sales_mgmt.documents.masters import read_masters
from sales_mgmt.documents.prices import price_of, read_agreements
from sales_mgmt.posting.core.quantities import plain
from sales_mgmt.pricing import Candidate
from sales_mgmt.settings import currency_digits
from sales_mgmt.texts.messages import said

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument


def price_trace(doc: "SalesDocument", line: Document) -> list[dict[str, Any]]:
	"""[{list, thing, value, chosen, accepted, reason}] for one line: prices first, the chosen one at the top.

	Values are in the document's currency per unit of the line, discounts in percent.
	"""
	item = read_masters(doc).items.get(line.item)
	if not item:
		return []
	choice = price_of(doc, line, item, read_agreements(doc, [item], active_only=False))
	return [_row(candidate, doc.currency) for candidate in choice.trace]


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

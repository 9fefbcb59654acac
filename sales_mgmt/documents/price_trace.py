"""Why a line has its price: every agreement that was looked at, and what became of it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import fmt_money, formatdate

from sales_mgmt.documents.masters import read_masters
from sales_mgmt.documents.prices import price_of, read_agreements
from sales_mgmt.pricing import Candidate

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument


def price_trace(doc: "SalesDocument", line) -> list[dict[str, Any]]:
	"""[{list, thing, value, chosen, accepted, reason}] for one line: prices first, the chosen one at the top.

	Values are in the document's currency per unit of the line, discounts in percent.
	"""
	item = read_masters(doc).items.get(line.item)
	if not item:
		return []
	choice = price_of(doc, line, item, read_agreements(doc, [item], active_only=False))
	return [_row(candidate) for candidate in choice.trace]


def _row(candidate: Candidate) -> dict[str, Any]:
	return {
		"list": candidate.agreement.list if candidate.agreement else None,
		"thing": candidate.thing,
		"value": None if candidate.value is None else float(candidate.value),
		"chosen": candidate.chosen,
		"accepted": candidate.accepted,
		"reason": _(candidate.reason.message).format(*[_text(value) for value in candidate.reason.values]),
	}


def _text(value: str | Decimal | date) -> str:
	if isinstance(value, Decimal):
		return fmt_money(value)
	if isinstance(value, date):
		return formatdate(value)
	return frappe.utils.escape_html(value)

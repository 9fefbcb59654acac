"""The facts behind the headlines of a form, and the headlines as the form shows them. At most two queries per party."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import fmt_money, formatdate, getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.findings.finding import Finding
from sales_mgmt.forms.headlines.choice import CustomerFacts, DocumentFacts, Headline, of_customer, of_document
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.money.credit import CHECKS_LIMIT, CHECKS_OVERDUE, Exposure
from sales_mgmt.settings import get_settings

if TYPE_CHECKING:
	from frappe.model.document import Document


def customer_headlines(customer: "Document", exposure: Exposure) -> list[dict[str, str]]:
	"""Headlines of a customer's card: facts, whatever Sales Settings warn about on documents."""
	facts = _customer_facts(customer, exposure, limit=True, overdue=True)
	return _as_dicts(of_customer(facts, getdate()), get_settings().local_currency)


def document_headlines(
	doc: DocumentShape, warnings: Iterable[Finding], exposure: Exposure | None
) -> list[dict[str, str]]:
	"""`exposure` of the bill-to customer, None where it is not looked at or the user may not know it."""
	facts = _document_facts(doc, warnings)
	currency = doc.currency if doc.docstatus else get_settings().local_currency
	return _as_dicts(of_document(facts, tuple(_parties(doc, exposure))), currency)


def _parties(doc: DocumentShape, exposure: Exposure | None) -> Iterable[CustomerFacts]:
	if doc.docstatus or doc.status in doc.closed_statuses or doc.doctype in RETURNS:
		return
	setting = get_settings().credit_warnings
	for name in dict.fromkeys(filter(None, (doc.customer, doc.bill_to_customer))):
		customer = frappe.get_cached_doc("Customer", name)
		if not frappe.has_permission("Customer", "read", customer):
			continue
		known = exposure if name == doc.bill_to_customer else None
		yield _customer_facts(customer, known, setting in CHECKS_LIMIT, setting in CHECKS_OVERDUE)


def _customer_facts(
	customer: "Document", exposure: Exposure | None, limit: bool, overdue: bool
) -> CustomerFacts:
	exposure = exposure or Exposure()
	return CustomerFacts(
		name=customer.customer_name,
		blocked=customer.blocked or "",
		overdue=exposure.balance_due if overdue else Decimal(0),
		overdue_since=exposure.overdue_since,
		limit=to_decimal(customer.credit_limit) if limit else Decimal(0),
		exposure=exposure.total,
	)


def _document_facts(doc: DocumentShape, warnings: Iterable[Finding]) -> DocumentFacts:
	goods = [line for line in doc.lines if line.type == ITEM and line.item]
	return DocumentFacts(
		doctype=doc.doctype,
		status=doc.status or "Open",
		today=getdate(),
		valid_until=_day(doc.get("valid_until")),
		shipment_date=_day(doc.get("shipment_date")),
		due_date=_day(doc.get("due_date")),
		remaining=to_decimal(doc.get("remaining_amount")),
		lines_with_goods=len(goods),
		lines_to_ship=sum(quantity(line.get("outstanding_quantity")) > 0 for line in goods),
		anything_shipped=any(quantity(line.get("quantity_shipped")) > 0 for line in goods),
		rows_without_stock=tuple(finding.row for finding in warnings if finding.code == "stockout"),
	)


def _day(value: Any) -> date | None:
	return getdate(value) if value else None


def _as_dicts(headlines: Iterable[Headline], currency: str) -> list[dict[str, str]]:
	return [
		{
			"code": headline.code,
			"colour": headline.colour,
			"text": _(headline.message).format(*[_shown(value, currency) for value in headline.values]),
		}
		for headline in headlines
	]


def _shown(value: str | int | date | Decimal, currency: str) -> str:
	if isinstance(value, Decimal):
		return fmt_money(float(value), currency=currency)
	return formatdate(value) if isinstance(value, date) else str(value)

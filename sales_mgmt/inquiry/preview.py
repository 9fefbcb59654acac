"""Preview, check and test report: the first two steps of a posting. Nothing is locked, nothing is stored."""

from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.findings.finding import Finding, blocking, with_warnings
from sales_mgmt.findings.telling import refuse
from sales_mgmt.forms.warnings import warnings
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.money.payment import plan_payment
from sales_mgmt.posting.core.returns.returns import plan_return
from sales_mgmt.posting.core.sale.sale import plan_sale
from sales_mgmt.posting.core.stock.adjustment import plan_adjustment
from sales_mgmt.posting.goods.adjustment import gather_adjustment
from sales_mgmt.posting.money.payment import gather_payment
from sales_mgmt.posting.reading.gather import gather_credit_memo, gather_invoice, gather_order
from sales_mgmt.posting.road.planning import try_plan
from sales_mgmt.posting.sale.order import PLANS, common_values
from sales_mgmt.posting.saving import refusals_of_born_posted, refusals_of_saving
from sales_mgmt.posting.writing.ledgers import ledger_rows

INTERNAL = ("key", "line")

SUMMED = {
	"Customer Ledger Entry": ("amount", "remaining_amount"),
	"General Ledger Entry": ("amount",),
	"VAT Entry": ("base", "amount"),
	"Item Ledger Entry": ("cost_amount", "sales_amount"),
	"Item Value Entry": ("cost_amount", "cost_amount_expected", "sales_amount"),
}
"""What can be added up: money. Quantities of different items can not."""


def attempt(
	doc: Document, ship: bool, invoice: bool, posting_date: date | None = None
) -> tuple[Plan | None, list[Finding], dict[str, Any]]:
	"""Plan a posting without posting. Returns the plan or None, the findings, and what every entry would say."""
	if refused := refusals_of_saving(doc, posting_date):
		return None, refused, {}
	if doc.doctype == "Customer Payment":
		doc.apply_to_oldest(lock=False)
		facts = gather_payment(doc)
		common = {"posting_date": facts.posting_date, "customer": facts.customer}
		return *try_plan(plan_payment, facts), common
	if doc.doctype == "Inventory Adjustment":
		facts = gather_adjustment(doc)
		return *try_plan(plan_adjustment, facts), {"posting_date": facts.posting_date}
	on = posting_date or doc.posting_date
	facts = _sale_or_return(doc, ship, invoice, on)
	plan, findings = try_plan(plan_return if facts.is_return else plan_sale, facts)
	if plan and doc.doctype in PLANS and (missing := refusals_of_born_posted(doc, plan, facts)):
		plan, findings = None, [*findings, *missing]
	return plan, with_warnings(findings, warnings(doc)), common_values(facts)


def _sale_or_return(doc: Document, ship: bool, invoice: bool, on: date | None) -> SaleFacts:
	if doc.doctype == "Sales Invoice":
		return gather_invoice(doc, on)
	if doc.doctype == "Sales Credit Memo":
		return gather_credit_memo(doc, on)
	return gather_order(doc, ship, invoice, on)


def preview_entries(
	doc: Document, ship: bool, invoice: bool, posting_date: date | None = None
) -> dict[str, list[dict[str, Any]]]:
	"""The entries a posting would write, by ledger. Raises PostingError when it would be refused."""
	planned = _planned_rows(doc, ship, invoice, posting_date)
	return {ledger: _public(ledger, rows) for ledger, rows in planned.items()}


def preview_sums(
	doc: Document, ship: bool, invoice: bool, posting_date: date | None = None
) -> dict[str, dict[str, float]]:
	"""What the entries of a posting come to, by ledger and field. Raises PostingError when it would be refused."""
	planned = _planned_rows(doc, ship, invoice, posting_date)
	return {
		ledger: {field: float(sum(row[field] for row in rows)) for field in SUMMED[ledger]}
		for ledger, rows in planned.items()
	}


def _planned_rows(
	doc: Document, ship: bool, invoice: bool, posting_date: date | None
) -> dict[str, list[dict[str, Any]]]:
	plan, findings, common = attempt(doc, ship, invoice, posting_date)
	if plan is None:
		refuse(blocking(findings))
	return ledger_rows(plan, common)


def _public(ledger: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	columns = set(frappe.get_meta(ledger).get_valid_columns()).difference(INTERNAL)
	return [
		{
			field: float(value) if hasattr(value, "as_tuple") else value
			for field, value in row.items()
			if field in columns
		}
		for row in rows
	]

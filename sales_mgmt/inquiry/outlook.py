"""What a posting would make, in figures for people: what moves, what is billed, what speaks against it. Nothing is stored."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from frappe.model.document import Document

from sales_mgmt.findings.telling import as_dict
from sales_mgmt.inquiry.preview import attempt
from sales_mgmt.posting.core.entries import Plan


def outlook(doc: Document, ship: bool, invoice: bool, posting_date: date | None = None) -> dict[str, Any]:
	"""{findings, moved, billed}. `moved`: {lines, quantities: [{uom, quantity}]}; `billed`: {lines, amount, vat_amount,
	amount_including_vat, currency}, positive for credit memos too; None where nothing of the kind is made."""
	plan, findings, _common = attempt(doc, ship, invoice, posting_date)
	return {
		"findings": [as_dict(finding) for finding in findings],
		"moved": _moved(plan) if plan else None,
		"billed": _billed(plan, doc.currency) if plan else None,
	}


def _moved(plan: Plan) -> dict[str, Any] | None:
	"""Comments go along and are not counted."""
	goods = [moved for moved in plan.shipped if moved.quantity]
	if not goods:
		return None
	by_unit = _sums((moved.line.uom or "", moved.quantity) for moved in goods)
	quantities = [{"uom": uom, "quantity": float(quantity)} for uom, quantity in by_unit.items()]
	return {"lines": len(goods), "quantities": quantities}


def _billed(plan: Plan, currency: str) -> dict[str, Any] | None:
	if plan.invoice is None:
		return None
	totals = plan.invoice.totals
	amounts = {
		field: float(getattr(totals, field)) for field in ("amount", "vat_amount", "amount_including_vat")
	}
	lines = sum(1 for billed in plan.invoice.lines if billed.quantity)
	return {"lines": lines, "currency": currency, **amounts}


def _sums(pairs: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
	"""Pieces and boxes are not added up."""
	found: dict[str, Decimal] = {}
	for uom, quantity in pairs:
		found[uom] = found.get(uom, Decimal(0)) + quantity
	return found

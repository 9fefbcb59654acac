"""Price Overview: what a customer pays for an item, for one unit and from every agreed minimum quantity (domain A30).

First the prices and discounts an order of that day would get, then the agreements that come to nothing, with the
reason at their own minimum quantity. Without a customer, only what is agreed with everybody counts. Prices are in the
currency asked for, with VAT where the customer's prices include it. The number of queries does not depend on how much
is agreed.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, nowdate

from sales_mgmt.access.permissions import require
from sales_mgmt.amounts import round_half_away, to_decimal
from sales_mgmt.documents.pricing.price_trace import reason_text
from sales_mgmt.documents.pricing.prices import price_of, read_agreements
from sales_mgmt.findings.telling import refuse
from sales_mgmt.findings.usual import no_exchange_rate
from sales_mgmt.masters.masters import ITEM_FIELDS, by_name
from sales_mgmt.pricing import UNIT_PRICE_DIGITS, Agreement, Candidate, Choice
from sales_mgmt.rates.exchange_rates import rate_on
from sales_mgmt.rates.vat_setup import read_vat
from sales_mgmt.reporting.filters import lacks, reads_filters
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.messages import bold, said

FROM_CUSTOMER = ("price_group", "discount_group", "prices_include_vat", "vat_business_group")
ONE = Decimal(1)


class Filters(TypedDict, total=False):
	item: str | None
	customer: str | None
	date: date | None
	currency: str | None
	uom: str | None


@reads_filters
def execute(filters: Filters) -> tuple[list[dict], list[dict], str]:
	if not filters.item:
		lacks(_("Choose an item."))
	require("Item", "read", filters.item)
	sale = _sale(filters)
	frappe.get_cached_doc("Item", filters.item)  # says that there is none; the right is asked of what exists
	item = by_name("Item", ITEM_FIELDS, {filters.item})[filters.item]
	line = _line(sale, item, filters.uom)
	agreements = read_agreements(sale, [item], active_only=False)

	def choose(quantity: Decimal) -> Choice:
		return price_of(sale, frappe._dict(line, quantity=quantity), item, agreements)

	choices = {quantity: choose(quantity) for quantity in _quantities(agreements, sale, line)}
	rows = [_chosen_row(quantity, choice) for quantity, choice in choices.items()]
	rows += _other_rows(choices, choose, line, sale.currency)
	rows = [{**row, "uom": row.get("uom") or line.uom, "currency": sale.currency} for row in rows]
	return _columns(sale), rows, _heading(item, sale)


def _heading(item: frappe._dict, sale: frappe._dict) -> str:
	"""For what and whom the prices are, said by the answer itself."""
	item_name, buyer, on = item.item_name or "", sale.bill_to_name, formatdate(sale.order_date)
	if not buyer:
		return said(_("{0}: what every customer pays on {1}.")).format(bold(item_name), on)
	return said(_("{0}: what {1} pays on {2}.")).format(bold(item_name), bold(buyer), on)


def _sale(filters: frappe._dict) -> frappe._dict:
	"""The head of an order the customer would place, as far as prices look at it."""
	on = getdate(filters.date or nowdate())
	sale = frappe._dict(doctype="Sales Order", order_date=on, posting_date=on, document_date=on)
	currency = None
	if filters.customer:
		bill_to = _bill_to(filters.customer)
		sale.bill_to_customer, sale.bill_to_name = bill_to.name, bill_to.customer_name
		sale.update({field: bill_to.get(field) for field in FROM_CUSTOMER})
		currency = bill_to.currency
	local = get_settings().local_currency
	sale.currency = filters.currency or currency or local
	sale.exchange_rate = 1 if sale.currency == local else _rate(sale.currency, on)
	return sale


def _bill_to(customer: str) -> "frappe.model.document.Document":
	"""Prices are agreed with whoever pays."""
	require("Customer", "read", customer)
	doc = frappe.get_cached_doc("Customer", customer)
	if not doc.bill_to_customer or doc.bill_to_customer == doc.name:
		return doc
	require("Customer", "read", doc.bill_to_customer)
	return frappe.get_cached_doc("Customer", doc.bill_to_customer)


def _rate(currency: str, on: date) -> Decimal:
	rate = rate_on(currency, on)
	if not rate:
		refuse([no_exchange_rate(currency, on)])
	return rate


def _line(sale: frappe._dict, item: frappe._dict, uom: str | None) -> frappe._dict:
	groups = (sale.vat_business_group, item.vat_product_group)
	setup = read_vat(sale.vat_business_group, sale.document_date).get(groups)
	uom = uom or item.base_uom
	return frappe._dict(
		uom=uom, qty_per_uom=_qty_per_uom(item, uom), vat_percent=setup.vat_percent if setup else Decimal(0)
	)


def _qty_per_uom(item: frappe._dict, uom: str) -> Decimal:
	if uom == item.base_uom:
		return ONE
	factor = frappe.db.get_value("Item Unit of Measure", {"parent": item.name, "uom": uom}, "qty_per_unit")
	if not factor:
		frappe.throw(said(_("Item {0} is not sold in {1}.")).format(bold(item.name), bold(uom)))
	return to_decimal(factor)


def _quantities(agreements: Iterable[Agreement], sale: frappe._dict, line: frappe._dict) -> list[Decimal]:
	"""One unit, and every minimum of what is in force and can be counted in this unit."""
	in_force = [each for each in agreements if _in_force(each, sale.order_date)]
	minimums = {_minimum(each, line) for each in in_force if each.uom in (None, line.uom)}
	return sorted({ONE, *(quantity for quantity in minimums if quantity > ONE)})


def _in_force(agreement: Agreement, on: date) -> bool:
	started = not agreement.starting_date or agreement.starting_date <= on
	ended = agreement.ending_date and agreement.ending_date < on
	return agreement.status == agreement.line_status == "Active" and started and not ended


def _minimum(agreement: Agreement, line: frappe._dict) -> Decimal:
	"""The smallest quantity in the line's unit that an agreement is for; one, where it names no minimum."""
	per_unit = ONE if agreement.uom else line.qty_per_uom
	return to_decimal(agreement.minimum_quantity / per_unit) or ONE


def _chosen_row(quantity: Decimal, choice: Choice) -> dict[str, Any]:
	discounted = choice.unit_price * (100 - choice.line_discount_percent) / 100
	return {
		"quantity": float(quantity),
		"unit_price": float(choice.unit_price),
		"line_discount_percent": float(choice.line_discount_percent),
		"net_price": float(round_half_away(discounted, UNIT_PRICE_DIGITS)),
		"price_from": choice.price_from,
		"discount_from": choice.discount_from,
		"chosen": 1,
	}


def _other_rows(
	choices: dict[Decimal, Choice], choose: Callable[[Decimal], Choice], line: frappe._dict, currency: str
) -> list[dict[str, Any]]:
	"""Whatever is not the best at any of the quantities, judged where it begins."""
	used = {_key(candidate) for choice in choices.values() for candidate in choice.trace if candidate.chosen}
	never = [each for each in choices[ONE].trace if _key(each) not in used]
	return [
		_other_row(quantity, _at(choices.get(quantity) or choose(quantity), candidate), currency)
		for candidate, quantity in ((each, _begins(each, line)) for each in never)
	]


def _key(candidate: Candidate) -> tuple[str | None, str]:
	return candidate.agreement and candidate.agreement.line, candidate.thing


def _begins(candidate: Candidate, line: frappe._dict) -> Decimal:
	agreement = candidate.agreement
	return _minimum(agreement, line) if agreement and agreement.uom in (None, line.uom) else ONE


def _at(choice: Choice, candidate: Candidate) -> Candidate:
	return next(each for each in choice.trace if _key(each) == _key(candidate))


def _other_row(quantity: Decimal, candidate: Candidate, currency: str) -> dict[str, Any]:
	agreement = candidate.agreement
	price = candidate.thing == "Price"
	value = None if candidate.value is None else float(candidate.value)
	row = {
		"quantity": float(agreement.minimum_quantity or ONE)
		if agreement and agreement.uom
		else float(quantity),
		"uom": agreement.uom if agreement else None,
		"unit_price" if price else "line_discount_percent": value,
		"price_from" if price else "discount_from": agreement.list if agreement else None,
		"thing": candidate.thing,
		"reason": reason_text(candidate, currency),
		"chosen": 0,
	}
	return row


def _columns(sale: frappe._dict) -> list[dict[str, Any]]:
	price = _("Unit Price incl. VAT") if sale.prices_include_vat else _("Unit Price")
	net = _("Price Less Discount")
	return [
		{"fieldname": "quantity", "label": _("From Quantity"), "fieldtype": "Float", "width": 125},
		{"fieldname": "uom", "label": _("Unit"), "fieldtype": "Data", "width": 70},
		{
			"fieldname": "unit_price",
			"label": price,
			"fieldtype": "Currency",
			"options": "currency",
			"width": 130,
		},
		{"fieldname": "line_discount_percent", "label": _("Discount %"), "fieldtype": "Float", "width": 100},
		{
			"fieldname": "net_price",
			"label": net,
			"fieldtype": "Currency",
			"options": "currency",
			"width": 150,
		},
		{
			"fieldname": "price_from",
			"label": _("Price From"),
			"fieldtype": "Link",
			"options": "Price List",
			"align": "left",
			"width": 130,
		},
		{
			"fieldname": "discount_from",
			"label": _("Discount From"),
			"fieldtype": "Link",
			"options": "Price List",
			"align": "left",
			"width": 130,
		},
		{"fieldname": "reason", "label": _("Why Not"), "fieldtype": "Data", "width": 460},
	]

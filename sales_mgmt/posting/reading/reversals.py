"""What a return reads, and locks, of the entries and posted lines that it reverses."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts import to_decimal
from sales_mgmt.costing import CostFacts, Entry
from sales_mgmt.documents.filling.wholes import (
	CREDITED,
	LOCAL,
	MONEY,
	PRICE_CREDITED,
	credited_money,
	credited_values,
	invoice_whole,
	money_of_row,
)
from sales_mgmt.documents.making.reversed_lines import PRICE_ONLY, left_by
from sales_mgmt.documents.state.came_back import came_back
from sales_mgmt.documents.state.shares import Shares, billed_shares
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.sold_under import sale_behind
from sales_mgmt.posting.core.discounts import without_vat
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import CreditedLine, ReturnFacts, Sold
from sales_mgmt.posting.core.shares import Share, ShareKey, share_of
from sales_mgmt.settings import currency_digits, get_policy
from sales_mgmt.storage.write import update_rows

SOLD_UNDER = ("business_posting_group", "vat_business_group", "discount_posting")
SOLD_ON = ("sales_account", "line_discount_account", "invoice_discount_account", "sales_vat_account")
"""Accounts that stand on the lines of an invoice since it was posted. Older ones have none: setup says where they went."""
DISCOUNTS = ("line_discount_amount", "invoice_discount_amount")
WITHOUT_VAT = ("line_discount_excl_vat", "invoice_discount_excl_vat")


def read_return_facts(
	doc: Document, items: Mapping[str, "frappe._dict"], lock: bool
) -> Mapping[str, ReturnFacts]:
	"""What the lines of a return say about what they reverse, by line name. Two queries at most.

	With `lock`, posted invoice lines are read FOR UPDATE, sorted by name.
	"""
	billed = read_credited_lines((line.get("invoice_line") for line in doc.lines), lock)
	left = left_by(doc)
	return {
		line.name: ReturnFacts(
			# What has no stock is not followed by entries.
			applies_from=(line.get("applies_from_entry") or None)
			if line.item in items and items[line.item].item_type == INVENTORY
			else None,
			invoice_line=line.get("invoice_line") or None,
			credited=billed.get(line.get("invoice_line")),
			goods_return=line.get("effect") != PRICE_ONLY,
			sold=_sold_as(
				sale_behind(line.get("invoice_line"), line.get("applies_from_entry"), billed, left)
			),
			supplied_on=left[line.applies_from_entry].posting_date
			if not line.get("invoice_line") and line.get("applies_from_entry") in left
			else None,
		)
		for line in doc.lines
	}


def with_shares(
	backs: Mapping[str, ReturnFacts], items: Mapping[str, str | None], costs: CostFacts, lock: bool
) -> Mapping[str, ReturnFacts]:
	"""The facts of `read_return_facts`, with the shares of entries that their invoice lines billed, now that the entries are
	known. `items`: by line, where it moves goods of an item with stock. One query; two more where an entry is shared.
	"""
	linked = {back.invoice_line for name, back in backs.items() if back.credited and items.get(name)}
	billed = billed_shares(linked, lock)
	if not billed:
		return backs
	shares = shares_of(billed, costs, lock)
	return {
		name: replace(back, share=share_of(shares, billed, back.invoice_line, back.applies_from))
		if items.get(name)
		else back
		for name, back in backs.items()
	}


def shares_of(billed: Shares, costs: CostFacts, lock: bool) -> dict[ShareKey, Share]:
	"""What came back of each share. Asked only where something came back of an entry that others billed too; where an entry
	is one invoice line's, the entry itself counts what came back."""
	entries = {entry.name: entry for entry in costs.entries}
	shared = {
		line
		for line, parts in billed.items()
		for name, went in parts.items()
		if name in entries and entries[name].returned_quantity and went < -entries[name].quantity
	}
	back = came_back(shared, lock) if shared else {}
	return {
		(line, name): Share(went, _came(back, entries, line, name, went))
		for line, parts in billed.items()
		for name, went in parts.items()
	}


def _came(
	back: Mapping[ShareKey, Decimal], entries: Mapping[str, Entry], line: str, name: str, went: Decimal
) -> Decimal:
	entry = entries.get(name)
	if entry and went >= -entry.quantity:
		return entry.returned_quantity
	return back.get((line, name), Decimal(0))


def _discounts_without_vat(row: "frappe._dict", digits: int) -> list[Decimal]:
	"""What a posted line's discounts came to on their accounts. Lines from before do not say it."""
	noted = ((row[field], row[discount]) for field, discount in zip(WITHOUT_VAT, DISCOUNTS, strict=True))
	percent, including = to_decimal(row.vat_percent), bool(row.prices_include_vat)
	return [
		to_decimal(posted, digits) or without_vat(to_decimal(given, digits), percent, including, digits)
		for posted, given in noted
	]


def _sold_as(sale: "CreditedLine | frappe._dict | None") -> Sold:
	if isinstance(sale, CreditedLine):
		return sale.sold
	return Sold(sale.business_posting_group, sale.vat_business_group) if sale else Sold()


def read_credited_lines(names: Iterable[str | None], lock: bool) -> dict[str, CreditedLine]:
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	line, invoice = frappe.qb.DocType("Sales Invoice Line"), frappe.qb.DocType("Sales Invoice")
	query = (
		frappe.qb.from_(line)
		.join(invoice)
		.on(invoice.name == line.parent)
		.select(
			line.name,
			invoice.posted_no,
			invoice.exchange_rate,
			invoice.currency,
			invoice.prices_include_vat,
			*(line[field] for field in WITHOUT_VAT),
			*(invoice[field] for field in SOLD_UNDER),
			*(line[field] for field in SOLD_ON),
			line.quantity,
			line.quantity_credited,
			*(line[field] for field in (*MONEY, *LOCAL, *CREDITED, PRICE_CREDITED)),
		)
		.where(line.name.isin(wanted) & (line.docstatus == 1))
		.orderby(line.name)
	)
	rows = (query.for_update() if lock else query).run(as_dict=True)
	local_digits = get_policy().local_digits
	return {
		row.name: CreditedLine(
			row.name,
			row.posted_no,
			quantity(row.quantity),
			quantity(row.quantity_credited),
			invoice_whole(row, currency_digits(row.currency), local_digits),
			Sold(*(row[field] or None for field in (*SOLD_UNDER, *SOLD_ON))),
			amount=money_of_row(row, currency_digits(row.currency)).basis,
			money=credited_money(row, currency_digits(row.currency)),
			price_only=to_decimal(row[PRICE_CREDITED]),
			discounts=money_of_row(row, currency_digits(row.currency)),
			**dict(zip(WITHOUT_VAT, _discounts_without_vat(row, currency_digits(row.currency)), strict=True)),
			exchange_rate=to_decimal(row.exchange_rate),
		)
		for row in rows
	}


def write_reversals(plan: Plan) -> None:
	"""Store how much of invoice lines is credited, in one UPDATE. What came back is stored with the goods."""
	update_rows(
		"Sales Invoice Line",
		{
			change.name: {
				"quantity_credited": change.credited,
				**credited_values(change.money, change.price_only),
			}
			for change in plan.credited
		},
	)

"""A plan's entries as ledger rows: one bulk insert per ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import frappe

from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.writing.enriching import enriched
from sales_mgmt.posting.writing.levels import write_levels
from sales_mgmt.storage.write import insert_rows, new_name, update_rows


@dataclass(frozen=True, slots=True)
class Source:
	"""The posted document that entries come from."""

	doctype: str
	name: str
	posted_no: str
	lines: Mapping[str, str] = field(default_factory=dict)
	"""Name of the posted document's line by the key of the planned entry."""

	def reference(self) -> dict[str, Any]:
		return {"document_doctype": self.doctype, "document_name": self.name, "posted_no": self.posted_no}


def ledger_rows(plan: Plan, common: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
	"""All planned entries as rows by ledger, in the order of the plan. What preview shows and posting writes.

	`common` holds what every row has, such as posting date and customer.
	"""
	owners = _owners(entry.item_entry for entry in plan.values)
	# VAT is counted by group, over lines of any dimension: its entries say what the document says.
	of_document = dict(plan.customer[0].dimensions) if plan.customer else {}
	# What has no VAT of its own is of its posting date on a VAT account too.
	reported = {"vat_date": common.get("vat_date") or common.get("posting_date")}
	return {
		"Customer Ledger Entry": [
			{
				**common,
				"document_type": entry.document_type,
				"customer": entry.customer,
				"currency": entry.currency,
				"exchange_rate": entry.exchange_rate,
				"amount": entry.amount,
				"amount_lcy": entry.amount_lcy,
				"sales_lcy": entry.sales_lcy,
				"invoice_discount_lcy": entry.invoice_discount_lcy,
				"remaining_amount": entry.remaining_amount,
				"remaining_amount_lcy": entry.remaining_amount_lcy,
				"open": int(bool(entry.remaining_amount)),
				**({"due_date": entry.due_date} if entry.due_date else {}),
				"payment_discount_date": entry.payment_discount_date,
				"payment_discount_amount": entry.payment_discount_amount,
				"payment_discount_lost": entry.payment_discount_lost,
				**dict(entry.dimensions),
			}
			for entry in plan.customer
		],
		"General Ledger Entry": enriched(
			[
				{
					**common,
					**reported,
					"account": entry.account,
					"amount": entry.amount,
					"currency": entry.currency,
					"amount_currency": entry.amount_currency,
					"business_posting_group": entry.business_posting_group,
					"product_posting_group": entry.product_posting_group,
					**dict(entry.dimensions),
				}
				for entry in plan.ledger
			]
		),
		"VAT Entry": [
			{
				**common,
				**reported,
				"vat_business_group": entry.vat_business_group,
				"vat_product_group": entry.vat_product_group,
				"vat_percent": entry.vat_percent,
				"base": entry.base,
				"amount": entry.amount,
				"currency": entry.currency,
				"base_currency": entry.base_currency,
				"amount_currency": entry.amount_currency,
				**of_document,
			}
			for entry in plan.vat
		],
		"Item Ledger Entry": [
			{
				**common,
				"entry_type": entry.entry_type,
				"item": entry.item,
				"location": entry.location or None,
				"description": entry.description[:140],
				"quantity": entry.quantity,
				"invoiced_quantity": entry.invoiced_quantity,
				"cost_amount": entry.cost_amount,
				"sales_amount": entry.sales_amount,
				"order_line": entry.order_line,
				"sales_order": entry.order,
				"correction": int(entry.correction),
				"remaining_quantity": entry.remaining_quantity,
				"returned_quantity": 0,
				"unit_cost": entry.unit_cost,
				"applies_from_entry": entry.applies_from_entry,
				"business_posting_group": entry.business_posting_group,
				"product_posting_group": entry.product_posting_group,
				"key": entry.key,
				**dict(entry.dimensions),
			}
			for entry in plan.items
		],
		"Item Value Entry": [
			{
				**common,
				"item": entry.item,
				"location": entry.location or None,
				"valued_quantity": entry.valued_quantity,
				"invoiced_quantity": entry.invoiced_quantity,
				"cost_amount": entry.cost_amount,
				"cost_amount_expected": entry.cost_amount_expected,
				"sales_amount": entry.sales_amount,
				"value_type": entry.value_type,
				"item_charge": entry.item_charge,
				"cost_posted_to_gl": entry.cost_posted_to_gl,
				"item_ledger_entry": entry.item_entry,
				"key": entry.key,
				"line": entry.line,
				**owners.get(entry.item_entry, {}),
				**dict(entry.dimensions),
			}
			for entry in plan.values
		],
	}


def _owners(entries: Iterable[str | None]) -> dict[str, dict[str, Any]]:
	"""Who got the goods of entries that exist: a cost that changes later belongs to that sale, whatever changed it."""
	names = sorted({name for name in entries if name})
	if not names:
		return {}
	entry = frappe.qb.DocType("Item Ledger Entry")
	query = frappe.qb.from_(entry).select(entry.name, entry.customer, entry.salesperson)
	rows = query.where(entry.name.isin(names)).run()
	return {name: {"customer": customer, "salesperson": salesperson} for name, customer, salesperson in rows}


def write_money(rows: Mapping[str, list[dict[str, Any]]], source: Source) -> str | None:
	"""Write customer, general and VAT ledger. Returns the name of the first customer ledger entry, if there is one."""
	reference = source.reference()
	names = insert_rows(
		"Customer Ledger Entry", [{**row, **reference} for row in rows["Customer Ledger Entry"]]
	)
	insert_rows("General Ledger Entry", [{**row, **reference} for row in rows["General Ledger Entry"]])
	insert_rows("VAT Entry", [{**row, **reference} for row in rows["VAT Entry"]])
	return names[0] if names else None


def write_goods(
	plan: Plan, rows: Mapping[str, list[dict[str, Any]]], moved: Source, valued: Source
) -> dict[str, str]:
	"""Write item ledger, value entries and stock levels. Returns item entry names by key.

	`moved` is the document that moves goods, `valued` the one that values them: shipment and invoice, or one for both.
	"""
	names = {row["key"]: new_name() for row in rows["Item Ledger Entry"]}
	insert_rows(
		"Item Ledger Entry",
		[
			{
				**row,
				**moved.reference(),
				"name": names[row["key"]],
				"document_line": moved.lines.get(row["key"]),
			}
			for row in rows["Item Ledger Entry"]
		],
	)
	insert_rows(
		"Item Value Entry",
		[
			{
				**row,
				**valued.reference(),
				"item_ledger_entry": row["item_ledger_entry"] or names[row["key"]],
				"document_line": valued.lines.get(row["line"]),
			}
			for row in rows["Item Value Entry"]
		],
	)
	insert_rows("Item Application Entry", _application_rows(plan, names, rows, moved))
	update_rows("Item Ledger Entry", _entry_changes(plan))
	write_levels(plan.stock)
	return names


def _application_rows(
	plan: Plan, names: Mapping[str, str], rows: Mapping[str, list[dict[str, Any]]], moved: Source
) -> list[dict[str, Any]]:
	return [
		{
			"posting_date": rows["Item Ledger Entry"][0]["posting_date"],
			"item": application.item,
			"location": application.location,
			"inbound_entry": names.get(application.inbound, application.inbound),
			"outbound_entry": names.get(application.outbound, application.outbound),
			"quantity": application.quantity,
			"position": application.position,
			"cost_amount": application.cost_amount,
			"cost_application": int(application.cost_application),
			**moved.reference(),
		}
		for application in plan.item_applications
	]


def _entry_changes(plan: Plan) -> dict[str, dict[str, Any]]:
	"""New values of the caches of item ledger entries that existed."""
	changes: dict[str, dict[str, Any]] = {}
	for change in plan.item_changes:
		changes[change.name] = {
			"invoiced_quantity": change.invoiced_quantity,
			"sales_amount": change.sales_amount,
		}
	for cost in plan.item_costs:
		changes.setdefault(cost.name, {}).update(
			cost_amount=cost.cost_amount,
			remaining_quantity=cost.remaining_quantity,
			returned_quantity=cost.returned_quantity,
		)
	return changes

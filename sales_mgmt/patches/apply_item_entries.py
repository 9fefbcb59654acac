"""Item ledger entries that were posted before applications: what remains of them, and what supplied what.

Item by item, each in a few statements. An item that has applications or remaining quantities is done, so a second run
changes nothing.
"""

from collections.abc import Iterable

import frappe
from pypika import functions as fn

from sales_mgmt.costing.catch_up import match
from sales_mgmt.posting.reading.item_costs import read_all
from sales_mgmt.settings import currency_digits
from sales_mgmt.storage.write import insert_rows, update_rows

GROUP_SOURCES = (
	("Sales Order", "sales_order", "Sales Line", "order_line"),
	("Sales Invoice", "document_name", "Sales Invoice Line", "document_line"),
	("Customer", "customer", "Item", "item"),
)
"""Where the posting groups of a sold entry come from, the best first: DocType with the business group and the entry's field
that names it, DocType with the product group and the field that names that."""


def execute() -> None:
	fill_costing_method()
	digits = currency_digits(frappe.db.get_single_value("Sales Settings", "local_currency"))
	for item in items_to_do():
		apply_entries(item, digits)
	fill_posting_groups()
	fill_cost_posted()


def fill_costing_method() -> None:
	table = frappe.qb.DocType("Item")
	frappe.qb.update(table).set(table.costing_method, "Average").where(
		fn.Coalesce(table.costing_method, "") == ""
	).run()


def items_to_do() -> list[str]:
	"""Items with stock whose entries were never applied."""
	entry, item, tie = (
		frappe.qb.DocType(name) for name in ("Item Ledger Entry", "Item", "Item Application Entry")
	)
	done = frappe.qb.from_(tie).select(tie.item)
	return (
		frappe.qb.from_(entry)
		.join(item)
		.on(item.name == entry.item)
		.select(entry.item)
		.where((item.item_type == "Inventory") & entry.item.notin(done))
		.groupby(entry.item)
		.having(fn.Sum(fn.Abs(entry.remaining_quantity)) == 0)
		.run(pluck=True)
	)


def apply_entries(item: str, digits: int) -> None:
	stored = read_all(item)
	entries, applications = match(stored, digits)
	sources = source_of(applied_by for _, applied_by in applications)
	insert_rows(
		"Item Application Entry",
		[
			{
				"item": application.item,
				"location": application.location,
				"inbound_entry": application.inbound,
				"outbound_entry": application.outbound,
				"quantity": application.quantity,
				"position": application.position,
				"cost_amount": application.cost_amount,
				"cost_application": 0,
				**sources[applied_by],
			}
			for application, applied_by in applications
		],
	)
	update_rows(
		"Item Ledger Entry",
		{
			entry.name: {"remaining_quantity": entry.remaining_quantity, "unit_cost": entry.unit_cost}
			for entry in entries
			if entry.remaining_quantity
		},
	)


def source_of(names: Iterable[str]) -> dict[str, dict]:
	"""Document and date of entries."""
	table = frappe.qb.DocType("Item Ledger Entry")
	fields = ("posting_date", "document_doctype", "document_name", "posted_no")
	names = sorted(set(names))
	rows = []
	for start in range(0, len(names), 5_000):
		query = frappe.qb.from_(table).select(table.name, *[table[field] for field in fields])
		rows += query.where(table.name.isin(names[start : start + 5_000])).run(as_dict=True)
	return {row.pop("name"): row for row in rows}


def fill_posting_groups() -> None:
	"""A later change of cost needs to know which cost of goods sold account a sale was posted to."""
	for header, key, line, line_key in GROUP_SOURCES:
		entry, group, product = (frappe.qb.DocType(name) for name in ("Item Ledger Entry", header, line))
		rows = (
			frappe.qb.from_(entry)
			.join(group)
			.on(group.name == entry[key])
			.join(product)
			.on(product.name == entry[line_key])
			.select(entry.name, group.business_posting_group, product.product_posting_group)
			.where((entry.entry_type == "Sale") & (fn.Coalesce(entry.business_posting_group, "") == ""))
			.run()
		)
		update_rows(
			"Item Ledger Entry",
			{
				name: {"business_posting_group": business, "product_posting_group": product_group}
				for name, business, product_group in rows
			},
		)


def fill_cost_posted() -> None:
	"""Cost is on the inventory account where its document posted to one."""
	value, ledger, setup = (
		frappe.qb.DocType(name)
		for name in ("Item Value Entry", "General Ledger Entry", "Inventory Posting Setup")
	)
	accounts = frappe.qb.from_(setup).select(setup.inventory_account).distinct()
	documents = (
		frappe.qb.from_(ledger).select(ledger.document_name).distinct().where(ledger.account.isin(accounts))
	)
	(
		frappe.qb.update(value)
		.set(value.cost_posted_to_gl, value.cost_amount)
		.where(
			(value.cost_posted_to_gl == 0) & (value.cost_amount != 0) & value.document_name.isin(documents)
		)
		.run()
	)

"""Posting groups and their setup rows, read for all lines together (domain 4.5)."""

from collections.abc import Iterable, Mapping

import frappe

from sales_mgmt.posting.core.facts import Accounts, GeneralSetup, HeaderFacts, InventorySetup, LineFacts
from sales_mgmt.rates.vat import VatSetup


def read_accounts(
	header: HeaderFacts | None,
	lines: Iterable[LineFacts],
	vat: Mapping[tuple[str | None, str | None], VatSetup] | None = None,
) -> Accounts:
	"""The accounts an invoice may need: three queries. Shipping alone (no header) posts to no account."""
	if header is None:
		return Accounts()
	group = (
		frappe.db.get_value(
			"Customer Posting Group",
			header.customer_posting_group,
			["receivables_account", "invoice_rounding_account"],
			as_dict=True,
		)
		or frappe._dict()
	)
	return Accounts(
		receivables_account=group.receivables_account,
		invoice_rounding_account=group.invoice_rounding_account,
		general=general_setups({header.business_posting_group}),
		vat=vat or {},
		inventory=inventory_setups(
			{
				line.item.inventory_posting_group
				for line in lines
				if line.item and line.item.inventory_posting_group
			}
		),
	)


def general_setups(business_groups: set[str | None]) -> dict[tuple[str | None, str | None], GeneralSetup]:
	"""Setup rows of business posting groups by (business group, product group)."""
	groups = sorted(filter(None, business_groups))
	if not groups:
		return {}
	table = frappe.qb.DocType("General Posting Setup")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.business_posting_group,
			table.product_posting_group,
			table.sales_account,
			table.line_discount_account,
			table.invoice_discount_account,
			table.cogs_account,
		)
		.where(table.business_posting_group.isin(groups))
		.run()
	)
	return {(business, product): GeneralSetup(*accounts) for business, product, *accounts in rows}


def inventory_setups(groups: set[str]) -> dict[tuple[str | None, str | None], InventorySetup]:
	"""Setup rows of inventory posting groups by (group, location); location None is the row for all others."""
	if not groups:
		return {}
	table = frappe.qb.DocType("Inventory Posting Setup")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.inventory_posting_group,
			table.location,
			table.inventory_account,
			table.inventory_adjustment_account,
			table.variance_account,
		)
		.where(table.inventory_posting_group.isin(sorted(groups)))
		.run()
	)
	return {(group, location or None): InventorySetup(*accounts) for group, location, *accounts in rows}

"""VAT posting setup as it stands on a day, in one query: documents and postings read the same."""

from collections import defaultdict
from datetime import date

import frappe

from sales_mgmt.amounts import percent_in_force, to_decimal
from sales_mgmt.posting.core.facts import VatSetup

REVERSE_CHARGE = "Reverse Charge"


def read_vat(business_group: str | None, on: date | None) -> dict[tuple[str | None, str | None], VatSetup]:
	"""The setup of a VAT business group by (business group, product group), with the percentages of a VAT date."""
	if not business_group or not on:
		return {}
	setup, rate = frappe.qb.DocType("VAT Posting Setup"), frappe.qb.DocType("VAT Rate")
	rows = (
		frappe.qb.from_(setup)
		.left_join(rate)
		.on((rate.parent == setup.name) & (rate.parenttype == "VAT Posting Setup"))
		.select(
			setup.vat_product_group,
			setup.calculation,
			setup.vat_percent,
			setup.sales_vat_account,
			rate.starting_date,
			rate.vat_percent,
		)
		.where(setup.vat_business_group == business_group)
		.run()
	)
	groups = {row[0]: row[1:4] for row in rows}
	changes = defaultdict(list)
	for product, *_setup, start, percent in rows:
		if start:
			changes[product].append((start, to_decimal(percent)))
	return {
		(business_group, product): VatSetup(
			percent_in_force(calculation == REVERSE_CHARGE, to_decimal(percent), changes[product], on),
			account,
		)
		for product, (calculation, percent, account) in groups.items()
	}

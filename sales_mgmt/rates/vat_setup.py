"""VAT posting setup as it stands on a day, in one query: documents and postings read the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import frappe

from sales_mgmt.amounts import percent_in_force, to_decimal
from sales_mgmt.rates.vat import VatSetup

REVERSE_CHARGE = "Reverse Charge"


Groups = tuple[str | None, str | None]
"""VAT business group and VAT product group."""


@dataclass(frozen=True, slots=True)
class VatTable:
	"""The setup of VAT business groups on every day."""

	rows: Mapping[Groups, tuple[str, Decimal, str | None, tuple[tuple[date, Decimal], ...]]]

	def on(self, day: date | None) -> dict[Groups, VatSetup]:
		"""Rates and accounts as they stand on a day; none without one."""
		if not day:
			return {}
		return {
			groups: VatSetup(
				percent_in_force(calculation == REVERSE_CHARGE, percent, changes, day),
				account,
			)
			for groups, (calculation, percent, account, changes) in self.rows.items()
		}

	def percent(self, groups: Groups, day: date | None) -> Decimal:
		"""The rate of a pair of groups on a day; 0 where it is not set up."""
		if not day or groups not in self.rows:
			return Decimal(0)
		calculation, percent, _account, changes = self.rows[groups]
		return percent_in_force(calculation == REVERSE_CHARGE, percent, changes, day)

	def changes(self, pairs: Iterable[Groups]) -> bool:
		"""Whether the rate of any of the pairs is another one at another time."""
		return any(self.rows[groups][3] for groups in pairs if groups in self.rows)


def read_vat(business_group: str | None, on: date | None) -> dict[Groups, VatSetup]:
	"""The setup of a VAT business group by (business group, product group), with the percentages of a day."""
	return read_vat_table({business_group}).on(on) if on else {}


def read_vat_table(business_groups: Iterable[str | None]) -> VatTable:
	"""One query, or none."""
	wanted = sorted({group for group in business_groups if group})
	if not wanted:
		return VatTable({})
	setup, rate = frappe.qb.DocType("VAT Posting Setup"), frappe.qb.DocType("VAT Rate")
	rows = (
		frappe.qb.from_(setup)
		.left_join(rate)
		.on((rate.parent == setup.name) & (rate.parenttype == "VAT Posting Setup"))
		.select(
			setup.vat_business_group,
			setup.vat_product_group,
			setup.calculation,
			setup.vat_percent,
			setup.sales_vat_account,
			rate.starting_date,
			rate.vat_percent,
		)
		.where(setup.vat_business_group.isin(wanted))
		.run()
	)
	changes: dict[Groups, list[tuple[date, Decimal]]] = defaultdict(list)
	for business, product, *_setup, start, percent in rows:
		if start:
			changes[business, product].append((start, to_decimal(percent)))
	return VatTable(
		{
			(business, product): (
				calculation,
				to_decimal(percent),
				account,
				tuple(changes[business, product]),
			)
			for business, product, calculation, percent, account, *_rate in rows
		}
	)

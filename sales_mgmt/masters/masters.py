"""The masters that the lines of a document name, each kind read in one query."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.kinds.lines import ACCOUNT, CHARGE, ITEM
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.rates.vat_setup import read_vat
from sales_mgmt.texts.messages import bold, said

ITEM_FIELDS = (
	"name",
	"item_name",
	"item_type",
	"base_uom",
	"unit_price",
	"unit_cost",
	"costing_method",
	"sales_blocked",
	"product_posting_group",
	"vat_product_group",
	"inventory_posting_group",
	"item_discount_group",
	"net_weight",
)
ACCOUNT_FIELDS = (
	"name",
	"account_name",
	"direct_posting",
	"blocked",
	"product_posting_group",
	"vat_product_group",
)


CHARGE_FIELDS = (
	"name",
	"description",
	"unit_price",
	"restock_fee",
	"product_posting_group",
	"vat_product_group",
)


@dataclass(frozen=True, slots=True)
class Masters:
	items: dict[str, "frappe._dict"]
	accounts: dict[str, "frappe._dict"]
	charges: dict[str, "frappe._dict"]
	units: dict[tuple[str, str], float]
	"""Quantity per unit by (item, unit of measure), for units other than the base unit."""
	vat: dict[tuple[str, str], float]
	"""VAT percent by (business group, product group)."""

	def qty_per_uom(self, line: Document, item: "frappe._dict") -> float:
		"""The factor that stands on the line since its unit was chosen; of a new line, or a new unit, what the item says.

		A unit that is redefined changes what comes, never what is written already. Refuses a unit that the item is not
		sold in.
		"""
		if line.uom == item.base_uom:
			return 1
		if line.get("qty_per_uom"):
			return line.qty_per_uom
		factor = self.units.get((item.name, line.uom))
		if not factor:
			frappe.throw(
				said(
					_(
						"Row {0}: item {1} is not sold in {2}. Add the unit of measure to the item, or choose {3}."
					)
				).format(line.idx, bold(item.name), line.uom, item.base_uom)
			)
		return factor


def read_masters(doc: DocumentShape) -> Masters:
	"""Everything the lines need, in at most five queries."""
	items = {line.item for line in doc.lines if line.type == ITEM and line.item}
	accounts = {line.account for line in doc.lines if line.type == ACCOUNT and line.account}
	charges = {line.item_charge for line in doc.lines if line.type == CHARGE and line.get("item_charge")}
	return Masters(
		items=by_name("Item", ITEM_FIELDS, items),
		accounts=by_name("GL Account", ACCOUNT_FIELDS, accounts),
		charges=by_name("Item Charge", CHARGE_FIELDS, charges),
		units=units_by_item({line.item for line in doc.lines if line.item and line.uom}),
		vat=_vat(doc),
	)


def by_name(doctype: str, fields: tuple[str, ...], names: set[str]) -> dict[str, "frappe._dict"]:
	"""Rows of a DocType by name; no query when no name is asked for."""
	if not names:
		return {}
	table = frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(table)
		.select(*[table[field] for field in fields])
		.where(table.name.isin(sorted(names)))
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def units_by_item(items: set[str]) -> dict[tuple[str, str], float]:
	"""Base units in a unit, by item and unit of measure, for units other than the base unit."""
	if not items:
		return {}
	table = frappe.qb.DocType("Item Unit of Measure")
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.uom, table.qty_per_unit)
		.where((table.parenttype == "Item") & table.parent.isin(sorted(items)))
		.run()
	)
	return {(item, uom): factor for item, uom, factor in rows}


def _vat(doc: DocumentShape) -> dict[tuple[str, str], float]:
	"""Percentages on the VAT date: the posting date, else the document date."""
	on = doc.posting_date or doc.document_date
	setups = read_vat(doc.vat_business_group, getdate(on) if on else None)
	return {groups: float(setup.vat_percent) for groups, setup in setups.items()}

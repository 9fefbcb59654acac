"""Which fields of which DocType are the server's, read from the JSON that the app ships.

Never from the site's meta: a Property Setter that makes a field editable shows a box, it gives no right to what the box
is about. A DocType that is not in the app's folders has no owned fields.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

APP = Path(__file__).resolve().parents[1]
TABLES = ("Table", "Table MultiSelect")
NO_VALUE = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image")

TYPED_ALL_THE_SAME = frozenset(
	{
		("Sales Quote", "charge_assignments"),
		("Sales Order", "charge_assignments"),
		("Sales Return Order", "charge_assignments"),
		("Sales Invoice", "charge_assignments"),
		("Sales Credit Memo", "charge_assignments"),
		("Sales Invoice", "posted_no"),
		("Sales Credit Memo", "posted_no"),
	}
)
"""Read only on the form, and yet from people: rows that a dialog fills, and posted numbers, which may be typed where the
number series allows that (a check of their own looks at them)."""

MOVED_BY_WORKFLOWS = frozenset({"status"})
"""Owned, but a workflow of the admin's may use it as its state on documents that have one of their own. What came with a
stored document is then left to the document, which knows the workflow and puts everything else back."""

COMPUTED = frozenset(
	{
		# names, texts and addresses of what the document names
		"customer_name",
		"bill_to_name",
		"bill_to_address_display",
		"ship_to_address_display",
		"item_name",
		"full_name",
		# amounts and what leads to them
		"amount",
		"amount_lcy",
		"amount_including_vat",
		"amount_including_vat_lcy",
		"vat_amount",
		"vat_amount_lcy",
		"vat_percent",
		"vat_date",
		"rounding_amount",
		"line_amount",
		"unapplied_amount",
		"cost_amount",
		"exchange_rate_by_hand",
		"document_date_by_hand",
		"qty_per_uom",
		"is_fee",
		"outstanding_quantity",
		"qty_shipped_not_invoiced",
		"qty_not_assigned",
		"price_origin",
		"price_from",
		"discount_origin",
		"discount_from",
	}
)
"""Fields that every calculation fills. A form has them from the calculation, so they come in with a new document; what
came is dropped and computed anew. Any other owned field of a new document is refused, unless it is blank."""

COMPUTED_THERE = frozenset(
	{
		("Sales Line", "invoice_discount_amount"),
		("Sales Invoice Line", "invoice_discount_amount"),
		("Sales Credit Memo Line", "invoice_discount_amount"),
		("Sales Invoice Line", "line_discount_excl_vat"),
		("Sales Invoice Line", "invoice_discount_excl_vat"),
		("Customer Payment Application", "sales_invoice"),
		("Customer Payment Application", "due_date"),
		("Customer Payment Application", "remaining_amount"),
		("Customer Payment Application", "payment_discount"),
		("Customer Payment Application", "payment_tolerance"),
		("Customer Recurring Sales Lines", "description"),
		("Item Charge Assignment", "item_charge"),
		("Item Charge Assignment", "item"),
		("Item Charge Assignment", "description"),
		("Item Charge Assignment", "amount"),
		("Item Charge Assignment", "source_row"),
		("Item Charge Assignment", "posted_no"),
	}
)
"""The same for names that mean something else in other DocTypes."""

SYSTEM_ROWS = "system_line"
"""A row that carries it is the server's as a whole: sent with new rows it goes, and is made again where it belongs."""


@dataclass(frozen=True, slots=True)
class OwnedField:
	"""A field of the server's. `default` is what an empty document has there; `rows` the DocType of a table."""

	name: str
	label: str
	default: Any
	computed: bool
	rows: str | None


@dataclass(frozen=True, slots=True)
class Declared:
	"""A DocType: its owned fields, and the tables whose rows are looked at one by one (field name: DocType)."""

	owned: tuple[OwnedField, ...]
	tables: dict[str, str]


NOTHING = Declared((), {})


def declared(doctype: str) -> Declared:
	return _all().get(doctype, NOTHING)


def doctypes() -> list[str]:
	"""Every DocType of the app."""
	return sorted(_all())


@cache
def _all() -> dict[str, Declared]:
	found = {}
	for file in sorted(APP.glob("*/doctype/*/*.json")):
		content = json.loads(file.read_text(encoding="utf-8"))
		if content.get("doctype") == "DocType":
			found[content["name"]] = _read(content)
	return found


def _read(content: dict[str, Any]) -> Declared:
	owned, tables = [], {}
	for field in content["fields"]:
		name, kind = field["fieldname"], field["fieldtype"]
		if kind in NO_VALUE:
			continue
		if field.get("read_only") and (content["name"], name) not in TYPED_ALL_THE_SAME:
			computed = name in COMPUTED or (content["name"], name) in COMPUTED_THERE
			rows = field["options"] if kind in TABLES else None
			owned.append(OwnedField(name, field.get("label") or name, field.get("default"), computed, rows))
		elif kind in TABLES:
			tables[name] = field["options"]
	return Declared(tuple(owned), tables)

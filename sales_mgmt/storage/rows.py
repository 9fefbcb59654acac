"""Rows of a document's table, checked and stored together where Frappe takes them one by one.

Frappe validates each field of each row with methods that look the DocType up again, asks the database for every link,
and sends one INSERT per row. Here a row is first looked at by a list of rules that is made once for the table. A row
that is plainly in order is done. Any other one, and every row of a table with fields that have rules of their own, goes
through Frappe's methods, which then correct it, refuse it or let it pass. So what is stored, and what is said, is
Frappe's in every case.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.model.utils.link_count import notify_link_count
from frappe.utils import cint

from sales_mgmt.storage.columns import AS_IT_IS, DATES, FLOATS, columns_of
from sales_mgmt.storage.write import insert_values
from sales_mgmt.texts.plain import PlainText

SIMPLE = (AS_IT_IS - {"Dynamic Link"}) | FLOATS | DATES | {"Check", "Int"}
HIGHEST = {"smallint": 2**15 - 1, "int": 2**31 - 1, "bigint": 2**63 - 1}
LAYOUT = {"Section Break", "Column Break", "Tab Break", "Fold", "Heading", "HTML", "Button", "Image"}

CHECKS = (
	"_validate_data_fields",
	"_validate_selects",
	"_validate_non_negative",
	"_validate_length",
	"_fix_rating_value",
	"_validate_code_fields",
	"_sync_autoname_field",
	"_extract_images_from_text_editor",
	"_extract_images_from_editor",
	"_sanitize_content",
	"_save_passwords",
)
"""What Frappe, 15 or 16, does with a row before it is stored."""


class Row(PlainText):
	"""A row whose document has looked at it already, together with all others."""

	def get_invalid_links(self, *args: Any, **kwargs: Any) -> tuple[list, list]:
		return ([], []) if self.flags.links_exist else super().get_invalid_links(*args, **kwargs)

	def _get_missing_mandatory_fields(self) -> list[tuple[str, str]]:
		return [] if self.flags.plain else super()._get_missing_mandatory_fields()

	def db_insert(self, *args: Any, **kwargs: Any) -> None:
		if self.flags.stored:
			self.flags.stored = False
			self.set("__islocal", False)
		else:
			super().db_insert(*args, **kwargs)


def _unless_plain(name: str) -> Callable[[Row], None]:
	def check(self: Row) -> None:
		if not self.flags.plain:
			getattr(super(Row, self), name)()

	return check


for _name in CHECKS:
	setattr(Row, _name, _unless_plain(_name))


class Rules:
	"""What the values of a row must be like, so that Frappe has nothing to say, nor to change."""

	def __init__(self, meta: Meta) -> None:
		fields = [field for field in meta.fields if field.fieldtype not in LAYOUT]
		self.simple = not (meta.autoname or "").startswith("field:") and all(map(_is_simple, fields))
		if not self.simple:
			return
		self._columns = meta.get_valid_columns()
		self._mandatory = ["parent", "parenttype", *(field.fieldname for field in fields if field.reqd)]
		self._selects = [
			(field.fieldname, set(field.options.split("\n")))
			for field in fields
			if field.fieldtype == "Select" and field.options
		]
		self._not_negative = [field.fieldname for field in fields if field.non_negative]
		self._lengths, self._highest = [], []
		for field in fields:
			kind, default = frappe.db.type_map[field.fieldtype]
			if kind == "varchar":
				self._lengths.append((field.fieldname, cint(field.get("length")) or cint(default)))
			elif field.fieldtype == "Int":
				self._highest.append((field.fieldname, HIGHEST.get(kind, 0)))

	def fit(self, row: Document) -> bool:
		"""Whether the row is plainly in order; False is a doubt, not a verdict."""
		get = row.__dict__.get
		for name in self._columns:
			value = get(name)
			if isinstance(value, str):
				if "<" in value or ">" in value:
					return False
			elif isinstance(value, list | dict):
				return False
		return (
			all(_is_filled(get(name)) for name in self._mandatory)
			and all(not get(name) or get(name) in options for name, options in self._selects)
			and all(_is_number(get(name)) and (get(name) or 0) >= 0 for name in self._not_negative)
			and all(get(name) is None or len(str(get(name))) <= longest for name, longest in self._lengths)
			and all(_is_number(get(name)) and abs(get(name) or 0) <= most for name, most in self._highest)
		)


def _is_simple(field: Document) -> bool:
	own_rules = field.fieldtype == "Data" and field.options
	return field.fieldtype in SIMPLE and not own_rules and not field.get("is_virtual")


def _is_filled(value: Any) -> bool:
	return isinstance(value, int | float) or bool(isinstance(value, str) and value.strip())


def _is_number(value: Any) -> bool:
	return value is None or isinstance(value, int | float)


def mark_plain(rows: Sequence[Document]) -> None:
	"""Spare the rows that are in order Frappe's checks."""
	if rows and (rules := Rules(rows[0].meta)).simple:
		for row in rows:
			row.flags.plain = isinstance(row, Row) and rules.fit(row)


def mark_links(rows: Sequence[Document], is_submittable: bool) -> None:
	"""Look all links of a table up, one query per DocType they lead to, and spare Frappe those that exist as written."""
	if not rows or not isinstance(rows[0], Row):
		return
	meta = rows[0].meta
	if any(map(_leads_elsewhere, meta.fields)):
		return
	links = [(field.fieldname, field.options) for field in meta.get_link_fields()]
	wanted: dict[str, set[str]] = defaultdict(set)
	for name, doctype in links:
		wanted[doctype].update(value for row in rows if isinstance(value := row.get(name), str) and value)
	found = {
		doctype: _existing(doctype, names, is_submittable) if names and not _is_special(doctype) else set()
		for doctype, names in wanted.items()
	}
	for row in rows:
		filled = [(doctype, row.get(name)) for name, doctype in links if row.get(name)]
		row.flags.links_exist = all(name in found[doctype] for doctype, name in filled)
		if row.flags.links_exist:
			for doctype, name in filled:
				notify_link_count(doctype, name)


def _leads_elsewhere(field: Document) -> bool:
	"""A link that brings values along, or whose goal is not known from the field alone."""
	unknown = field.fieldtype == "Link" and not field.options
	return unknown or field.fieldtype == "Dynamic Link" or bool(field.get("fetch_from"))


def _is_special(doctype: str) -> bool:
	"""Links that ask for more than a row of that name: to a Single or a virtual DocType."""
	meta = frappe.get_meta(doctype)
	return bool(meta.issingle or meta.get("is_virtual"))


def _existing(doctype: str, names: set[str], is_submittable: bool) -> set[str]:
	"""Those that exist. A document that can be submitted leads to nothing that is cancelled."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.name.isin(sorted(names)))
	if is_submittable and frappe.get_meta(doctype).is_submittable:
		query = query.where(table.docstatus != 2)
	return set(query.run(pluck=True))


def unmark(rows: Sequence[Document]) -> None:
	for row in rows:
		row.flags.plain = row.flags.links_exist = None


def insert_together(rows: Sequence[Document]) -> None:
	"""Store new rows in one statement. Where that fails, Frappe inserts them one by one and says which, and why."""
	if len(rows) < 2 or any(not isinstance(row, Row) or not row.name for row in rows):
		return
	columns = columns_of(rows[0].doctype)
	frappe.db.savepoint("rows_together")
	try:
		insert_values(rows[0].doctype, columns.names, map(columns.of, rows))
	except Exception as error:
		if not (frappe.db.is_primary_key_violation(error) or frappe.db.is_unique_key_violation(error)):
			raise
		frappe.db.rollback(save_point="rows_together")
		return
	frappe.db.release_savepoint("rows_together")
	for row in rows:
		row.flags.stored = True

"""User permissions: a user who is told to look after some customers or locations sees and uses no others.

Frappe keeps them in lists and on documents. Here is what it leaves open:

- queries of our own (`restrict`): reports and answers of the API get the conditions that a list has;
- a stored document of somebody else, taken over by writing one's own customer into it: Frappe looks at the new values
  only;
- what the server fills in after Frappe has looked, such as the customer who gets the invoice;
- addresses and contacts, which belong to customers through a table that Frappe does not look at (see `access/address_permissions.py`).

Exceptions, where `ignore_user_permissions` is set: the location of a line does not decide who sees a document. That is
the header's location; lines of other locations can be read, but not entered (`check_document`) and not shipped
(`posting/road/local_findings.py`). Nor does a customer disappear for its usual location or for who gets its invoices.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import frappe
from frappe import _
from frappe.model.db_query import DatabaseQuery
from frappe.model.document import Document
from frappe.permissions import get_allowed_docs_for_doctype, get_role_permissions, get_user_permissions
from frappe.query_builder import DocType
from frappe.query_builder import functions as fn
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, LiteralValue

from sales_mgmt.texts.messages import bold, said

LISTED = (
	"Address",
	"Contact",
	"Customer Ledger Entry",
	"Item Ledger Entry",
	"Return Receipt",
	"Sales Invoice",
	"Sales Order",
	"Sales Quote",
	"Sales Return Order",
)
"""What belongs to customers or locations: a document may link to what the user finds in its list."""


class ListConditions(Criterion):
	"""What Frappe adds to the list of a DocType for a user, as a criterion for `frappe.qb`."""

	def __init__(self, doctype: str, user: str | None = None):
		super().__init__()
		self.sql = DatabaseQuery(doctype, user=user).build_match_conditions()

	def get_sql(self, param_wrapper: Any = None, **_kwargs: Any) -> str:
		if param_wrapper is None:
			return f"({self.sql})"
		# Values are escaped already; a query with parameters takes every percent sign for one of them.
		always = f"{param_wrapper.get_sql('1')}='1'"
		return f"({self.sql.replace('%', '%%')} AND {always})"


def restrict(query: QueryBuilder, *doctypes: str) -> QueryBuilder:
	"""The query with the conditions of the user's lists of `doctypes`, whose tables it reads without an alias.

	Raises PermissionError if the user may not read one of them at all. Costs no statement where the user has no user
	permissions.
	"""
	for doctype in doctypes:
		condition = ListConditions(doctype)
		if condition.sql:
			query = query.where(condition)
	return query


def allowed_values(doctype: str, used_in: str | None = None, user: str | None = None) -> set[str] | None:
	"""Names of the documents of `doctype` that the user may use in `used_in`; None if there is no limit."""
	user = user or frappe.session.user
	if not is_limited(user):
		return None
	permissions = get_user_permissions(user).get(doctype)
	return set(get_allowed_docs_for_doctype(permissions, used_in or doctype)) or None if permissions else None


def is_limited(user: str | None = None) -> bool:
	"""Whether anything is to be looked at. Whoever hands out user permissions is bound by none, as in Frappe."""
	user = user or frappe.session.user
	if user == "Administrator" or not get_user_permissions(user):
		return False
	return not get_role_permissions("User Permission", user=user).get("write")


def adjustment_conditions(user: str | None = None) -> str:
	"""Hook `permission_query_conditions`: the list hides adjustments that the form would refuse for one of their lines."""
	limit = allowed_values("Location", "Inventory Adjustment", user)
	if limit is None:
		return ""
	adjustment, line = DocType("Inventory Adjustment"), DocType("Inventory Adjustment Line")
	foreign = line.location.notin(escaped(limit)) & (fn.Coalesce(line.location, "") != "")
	elsewhere = frappe.qb.from_(line).select(line.parent).where(foreign)
	return literal(adjustment.name.notin(elsewhere))


def escaped(names: Iterable[str]) -> list[LiteralValue]:
	"""Names as the database has to read them where no parameters are possible."""
	return [LiteralValue(frappe.db.escape(name, percent=False)) for name in sorted(names)]


def literal(criterion: Criterion) -> str:
	"""A criterion as text, for Frappe's hooks, which take nothing else."""
	return f"({criterion.get_sql(quote_char='`', with_namespace=True, subquery=True)})"


def preferred(doctype: str, used_in: str, candidates: tuple[str | None, ...]) -> str | None:
	"""The first candidate that the user may use; else the only document that the user may use; else the first one."""
	known = [name for name in candidates if name]
	limits = allowed_values(doctype, used_in)
	usable = [name for name in known if limits is None or name in limits]
	if usable:
		return usable[0]
	if limits and len(limits) == 1:
		return next(iter(limits))
	return known[0] if known else None


def check_document(doc: Document, _event: str | None = None) -> None:
	"""Refuse to store what is not the user's, before or after. Runs when our documents are validated."""
	if doc.flags.ignore_permissions or not is_limited():
		return
	stored = doc.get_doc_before_save()
	if stored and not stored.has_permission("write"):
		frappe.throw(
			said(_("{0} {1} is not yours to change. Ask whoever manages users.")).format(
				_(doc.doctype), doc.name
			),
			frappe.PermissionError,
		)
	check_links(doc, stored)


def check_links(doc: Document, stored: Document | None = None) -> None:
	"""Raise PermissionError if a document has links that the user may not use, except those it had before."""
	if not is_limited():
		return
	before = {row.name: row for row in ([stored, *stored.get_all_children()] if stored else [])}
	for label, value, row in _foreign_links(doc, before):
		frappe.throw(
			said(
				_("Row {0}: you may not use {1} {2}. Choose another one, or ask whoever manages users.")
			).format(row, _(label), bold(value))
			if row
			else said(
				_("You may not use {0} {1} here. Choose another one, or ask whoever manages users.")
			).format(_(label), bold(value)),
			frappe.PermissionError,
		)


def _foreign_links(
	doc: Document, before: dict[str | None, Document]
) -> Iterator[tuple[str, str, int | None]]:
	"""(label, value, row) of new links to what the user may not use, header first."""
	links = list(_new_links(doc, before))
	usable = {
		doctype: _usable(doctype, {value for field, value, _row in links if field.options == doctype}, doc)
		for doctype in {field.options for field, _value, _row in links}
	}
	for field, value, row in links:
		if value not in usable[field.options]:
			yield field.label, value, row


def _new_links(doc: Document, before: dict[str | None, Document]) -> Iterator[tuple[Any, str, int | None]]:
	"""(field, value, row) of links that are to be looked at and were not there before."""
	for part in (doc, *doc.get_all_children()):
		was = before.get(part.name)
		row = part.idx if part is not doc else None
		for field in part.meta.get_link_fields():
			value = part.get(field.fieldname)
			if not value or (was and was.get(field.fieldname) == value):
				continue
			hides_nothing = field.ignore_user_permissions
			if not hides_nothing or field.options == "Customer" or (row and field.options == "Location"):
				yield field, value, row


def _usable(doctype: str, names: set[str], doc: Document) -> set[str]:
	if doctype in LISTED and frappe.has_permission(doctype, "read"):
		return set(frappe.get_list(doctype, {"name": ("in", sorted(names))}, pluck="name", limit=0))
	limit = allowed_values(doctype, doc.doctype)
	return names if limit is None else names & limit

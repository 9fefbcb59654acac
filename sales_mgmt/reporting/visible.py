"""What user permissions leave of queries that add up: told apart inside the query, so no total tells of the rest."""

from typing import Any

from frappe.query_builder import Case
from pypika.queries import QueryBuilder
from pypika.terms import Term, ValueWrapper

from sales_mgmt.access.user_permissions import ListConditions, allowed_values


def at_allowed_locations(query: QueryBuilder, location: Any, used_in: str) -> QueryBuilder:
	"""Only rows of the user's locations. Rows without a location stay."""
	limit = allowed_values("Location", used_in)
	if limit is None:
		return query
	return query.where(location.isin(sorted(limit)) | location.isnull() | (location == ""))


def is_listed(doctype: str) -> Term:
	"""1 for rows that stand in the user's list of `doctype`, whose table the query reads without an alias, else 0."""
	condition = ListConditions(doctype)
	return Case().when(condition, 1).else_(0) if condition.sql else ValueWrapper(1)

"""Filters of a list as they come from outside: as a dict or as a list."""


def as_conditions(filters: list | dict | None) -> list:
	"""Filters as the list that `frappe.get_list` takes, to which more can be added."""
	if isinstance(filters, dict):
		return [
			[field, *(value if isinstance(value, list | tuple) else ("=", value))]
			for field, value in filters.items()
		]
	return list(filters or [])

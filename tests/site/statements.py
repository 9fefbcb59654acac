"""Count the SQL statements that a piece of code sends."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


@contextmanager
def recorded() -> Iterator[list[str]]:
	"""Every statement that reaches the database inside the block, in order."""
	statements: list[str] = []
	cursor = frappe.db._cursor
	execute = cursor.execute

	def listening(query, *args, **kwargs):
		statements.append(str(query))
		return execute(query, *args, **kwargs)

	cursor.execute = listening
	try:
		yield statements
	finally:
		del cursor.execute

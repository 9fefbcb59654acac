"""What another app adds to general ledger entries: values of custom fields, and nothing that the books stand on."""

from types import MappingProxyType
from typing import Any

import frappe
from frappe import _

from sales_mgmt.incoming.fields import read_document
from sales_mgmt.ledgers.dimensions import custom_fields
from sales_mgmt.texts.messages import bold, said

LEDGER = "General Ledger Entry"
HOOK = "sales_mgmt_ledger_rows"


def enriched(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	"""The rows with what the functions of the hook `sales_mgmt_ledger_rows` return for them: (row) -> {custom field: value}.

	They read the row and can not change it; amounts in local currency, debit positive. Preview shows the same rows. Raises
	ValidationError where a function returns a field that is no custom field of the general ledger, or what its field can not hold.
	"""
	paths = frappe.get_hooks(HOOK)
	if not paths:
		return rows
	own, functions = custom_fields(LEDGER), [(path, frappe.get_attr(path)) for path in paths]
	return [{**row, **_of(row, functions, own)} for row in rows]


def _of(row: dict[str, Any], functions: list[tuple[str, Any]], own: set[str]) -> dict[str, Any]:
	added: dict[str, Any] = {}
	for path, function in functions:
		values = function(MappingProxyType({**row, **added})) or {}
		if foreign := sorted(set(values) - own):
			frappe.throw(
				said(
					_(
						"{0} may fill in custom fields of general ledger entries only, and {1} is none. Tell whoever"
						" looks after that app."
					)
				).format(bold(path), bold(foreign[0]))
			)
		added |= values
	return _read(added) if added else added


def _read(added: dict[str, Any]) -> dict[str, Any]:
	"""The values as their fields hold them. Raises IncomingError with the label of one that can not be read."""
	entry = frappe.get_doc({"doctype": LEDGER, **added})
	read_document(entry)
	return {field: entry.get(field) for field in added}

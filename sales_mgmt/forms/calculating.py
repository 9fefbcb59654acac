"""A document as a form shows it while it is edited: everything filled and computed, nothing stored."""

from typing import Any

from sales_mgmt.access.user_permissions import check_links
from sales_mgmt.documents.base import SalesDocument


def calculated(document: SalesDocument, touched: list[dict[str, str]]) -> dict[str, Any]:
	"""The document with all computed fields, and what its form is told under `__onload`.

	`touched`: [{"fieldname": …} or {"row": …, "fieldname": …}], what the user changed since the last time.
	"""
	lines: dict[str, set[str]] = {line.get("name"): set() for line in document.get("lines") or ()}
	for entry in touched:
		if entry.get("row"):
			lines.setdefault(entry["row"], set()).add(entry["fieldname"])
	if document.is_new() or not document.name:
		document._set_defaults()  # as inserting would, so that both count alike
	document.blank_dependents({entry["fieldname"] for entry in touched if not entry.get("row")}, lines)
	document.flags.only_calculating = True
	document.complete()
	check_links(document)
	document.run_method("onload")
	result = document.as_dict(convert_dates_to_str=True)
	result["__onload"] = document.get("__onload")
	return result

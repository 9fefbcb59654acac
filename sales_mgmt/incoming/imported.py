"""Numbers of imported files: the door reads them as it reads all others, so Frappe's importer hands them on as they came.

Left to itself it makes 0 of "abc", and 123,450 of "1234,50", before any document sees them.
"""

from functools import wraps
from typing import Any

from frappe.core.doctype.data_import.importer import Row

from sales_mgmt.ownership.declared import doctypes

MARK = "leaves_numbers_to_sales"
NUMBERS = ("Int", "Float", "Currency", "Percent")


def install(**_job: Any) -> None:
	"""Hook of requests and jobs. Cheap after the first time."""
	frappes = Row.parse_value
	if hasattr(frappes, MARK):
		return

	@wraps(frappes)
	def parse_value(self: Row, value: Any, col: Any) -> Any:
		is_text = isinstance(value, str) and value.strip()
		if is_text and col.df.fieldtype in NUMBERS and col.df.parent in doctypes():
			return value
		return frappes(self, value, col)

	setattr(parse_value, MARK, True)
	Row.parse_value = parse_value

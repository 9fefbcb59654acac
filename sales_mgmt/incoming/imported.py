"""Numbers of imported files: the door reads them as it reads all others, so Frappe's importer hands them on as they came.

Left to itself it makes 0 of "abc", and 123,450 of "1234,50", before any document sees them. A text
that an export kept from being a formula comes back as it was (`texts/cells.py`).
"""

from functools import wraps
from typing import Any

from frappe.core.doctype.data_import.importer import Row

from sales_mgmt.kinds.declared import doctypes
from sales_mgmt.texts.cells import from_text_cell

MARK = "leaves_numbers_to_sales"
NUMBERS = ("Int", "Float", "Currency", "Percent")


def install(**_job: Any) -> None:
	"""Hook of requests and jobs. Cheap after the first time."""
	frappes = Row.parse_value
	if hasattr(frappes, MARK):
		return

	@wraps(frappes)
	def parse_value(self: Row, value: Any, col: Any) -> Any:
		if isinstance(value, str) and value.strip() and col.df.parent in doctypes():
			value = from_text_cell(value)
			if col.df.fieldtype in NUMBERS:
				return value
		return frappes(self, value, col)

	setattr(parse_value, MARK, True)
	Row.parse_value = parse_value

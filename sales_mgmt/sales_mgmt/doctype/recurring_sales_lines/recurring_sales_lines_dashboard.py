"""Which customers get the lines, and which invoices were made of them."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "recurring_lines",
		"transactions": [
			{"label": _("Used for"), "items": ["Customer Recurring Sales Lines"]},
			{"label": _("Invoices"), "items": ["Sales Invoice"]},
		],
	}

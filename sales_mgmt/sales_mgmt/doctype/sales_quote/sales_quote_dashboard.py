"""What became of a quote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "quote",
		"transactions": [
			{"label": _("Made from This Quote"), "items": ["Sales Order", "Sales Invoice"]},
		],
	}

"""What became of a quote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "quote",
		"non_standard_fieldnames": {"Document Archive": "source_name"},
		"dynamic_links": {"source_name": ["Sales Quote", "source_doctype"]},
		"transactions": [
			{"label": _("Made from This Quote"), "items": ["Sales Order", "Sales Invoice"]},
			{"label": _("Versions"), "items": ["Document Archive"]},
		],
	}

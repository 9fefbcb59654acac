"""Where an order comes from, what was shipped, invoiced and returned, and what that wrote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "sales_order",
		"internal_links": {
			"Sales Quote": "quote",
		},
		"non_standard_fieldnames": {"Document Archive": "source_name"},
		"dynamic_links": {"source_name": ["Sales Order", "source_doctype"]},
		"transactions": [
			{"label": _("Made from"), "items": ["Sales Quote"]},
			{"label": _("Posted"), "items": ["Sales Shipment", "Sales Invoice"]},
			{"label": _("Returns"), "items": ["Sales Return Order", "Sales Credit Memo"]},
			{"label": _("Stock"), "items": ["Item Ledger Entry"]},
			{"label": _("Versions"), "items": ["Document Archive"]},
		],
	}

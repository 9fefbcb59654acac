"""The order behind a shipment and the entries it wrote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"internal_links": {
			"Sales Order": "sales_order",
		},
		"dynamic_links": {
			"document_name": ["Sales Shipment", "document_doctype"],
		},
		"transactions": [
			{"label": _("Made from"), "items": ["Sales Order"]},
			{"label": _("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
			{"label": _("Ledger"), "items": ["General Ledger Entry"]},
		],
	}

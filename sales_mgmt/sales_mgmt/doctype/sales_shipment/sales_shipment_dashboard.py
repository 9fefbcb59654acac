"""The order behind a shipment, what came back of it and the entries it wrote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"internal_links": {
			"Sales Order": "sales_order",
		},
		"non_standard_fieldnames": {"Sales Return Order": "shipment", "Return Receipt": "shipment"},
		"dynamic_links": {
			"document_name": ["Sales Shipment", "document_doctype"],
		},
		"transactions": [
			{"label": _("Made from"), "items": ["Sales Order"]},
			{"label": _("Returns"), "items": ["Sales Return Order", "Return Receipt"]},
			{"label": _("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
			{"label": _("Ledger"), "items": ["General Ledger Entry"]},
		],
	}

"""The order behind a shipment, what came back of it and the entries it wrote."""

from sales_mgmt.findings.finding import sentence


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
			{"label": sentence("Made from"), "items": ["Sales Order"]},
			{"label": sentence("Returns"), "items": ["Sales Return Order", "Return Receipt"]},
			{"label": sentence("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
			{"label": sentence("Ledger"), "items": ["General Ledger Entry"]},
		],
	}

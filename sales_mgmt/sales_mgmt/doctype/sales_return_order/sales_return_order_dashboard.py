"""What comes back with a return order, what was received and credited of it, and what replaces it."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "return_order",
		"internal_links": {
			"Sales Invoice": ["lines", "invoice"],
			"Sales Shipment": ["lines", "shipment"],
		},
		"non_standard_fieldnames": {"Document Archive": "source_name"},
		"dynamic_links": {"source_name": ["Sales Return Order", "source_doctype"]},
		"transactions": [
			{"label": sentence("Comes Back from"), "items": ["Sales Shipment", "Sales Invoice"]},
			{"label": sentence("Posted"), "items": ["Return Receipt", "Sales Credit Memo"]},
			{"label": sentence("Replacement"), "items": ["Sales Order"]},
			{"label": sentence("Versions"), "items": ["Document Archive"]},
		],
	}

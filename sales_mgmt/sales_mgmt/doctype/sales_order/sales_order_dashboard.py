"""Where an order comes from, what was shipped, invoiced and returned, and what that wrote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "sales_order",
		"internal_links": {
			"Sales Quote": "quote",
		},
		"non_standard_fieldnames": {"Document Archive": "source_name"},
		"dynamic_links": {"source_name": ["Sales Order", "source_doctype"]},
		"transactions": [
			{"label": sentence("Made from"), "items": ["Sales Quote"]},
			{"label": sentence("Posted"), "items": ["Sales Shipment", "Sales Invoice"]},
			{"label": sentence("Returns"), "items": ["Sales Return Order", "Sales Credit Memo"]},
			{"label": sentence("Stock"), "items": ["Item Ledger Entry"]},
			{"label": sentence("Versions"), "items": ["Document Archive"]},
		],
	}

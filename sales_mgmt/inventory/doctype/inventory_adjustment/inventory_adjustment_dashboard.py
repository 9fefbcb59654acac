"""The entries an adjustment wrote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"dynamic_links": {
			"document_name": ["Inventory Adjustment", "document_doctype"],
		},
		"transactions": [
			{"label": sentence("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
			{"label": sentence("Ledger"), "items": ["General Ledger Entry"]},
		],
	}

"""The return order and the shipments behind a return receipt, and the entries it wrote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"internal_links": {
			"Sales Return Order": "return_order",
			"Sales Shipment": ["lines", "shipment"],
		},
		"non_standard_fieldnames": {"Sales Credit Memo": "return_receipt"},
		"dynamic_links": {
			"document_name": ["Return Receipt", "document_doctype"],
		},
		"transactions": [
			{"label": sentence("Made from"), "items": ["Sales Return Order", "Sales Shipment"]},
			{"label": sentence("Credited by"), "items": ["Sales Credit Memo"]},
			{"label": sentence("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
			{"label": sentence("Ledger"), "items": ["General Ledger Entry"]},
		],
	}

"""What a credit memo gives back, and the entries it wrote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"internal_links": {
			"Sales Invoice": ["lines", "invoice"],
			"Sales Return Order": ["lines", "return_order"],
			"Return Receipt": ["lines", "return_receipt"],
		},
		"dynamic_links": {
			"document_name": ["Sales Credit Memo", "document_doctype"],
		},
		"transactions": [
			{
				"label": sentence("Gives Back"),
				"items": ["Sales Invoice", "Sales Return Order", "Return Receipt"],
			},
			{
				"label": sentence("Ledgers"),
				"items": ["Customer Ledger Entry", "General Ledger Entry", "VAT Entry"],
			},
			{"label": sentence("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
		],
	}

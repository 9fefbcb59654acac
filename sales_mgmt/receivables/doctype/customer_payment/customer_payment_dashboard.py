"""The invoices a payment closes and the entries it wrote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"internal_links": {
			"Sales Invoice": ["applications", "sales_invoice"],
		},
		"dynamic_links": {
			"document_name": ["Customer Payment", "document_doctype"],
		},
		"transactions": [
			{"label": sentence("Pays"), "items": ["Sales Invoice"]},
			{
				"label": sentence("Ledgers"),
				"items": [
					"Customer Ledger Entry",
					"Customer Ledger Application",
					"General Ledger Entry",
				],
			},
		],
	}

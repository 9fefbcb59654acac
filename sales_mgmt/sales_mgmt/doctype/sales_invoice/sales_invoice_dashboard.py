"""Where an invoice comes from, what was given back of it, who paid it and the entries it wrote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"non_standard_fieldnames": {
			"Customer Payment": "sales_invoice",
			"Sales Return Order": "invoice",
			"Sales Credit Memo": "invoice",
		},
		"internal_links": {
			"Sales Quote": "quote",
			"Sales Order": ["lines", "sales_order"],
		},
		"dynamic_links": {
			"document_name": ["Sales Invoice", "document_doctype"],
		},
		"transactions": [
			{"label": sentence("Made from"), "items": ["Sales Quote", "Sales Order"]},
			{"label": sentence("Returns"), "items": ["Sales Return Order", "Sales Credit Memo"]},
			{"label": sentence("Payment"), "items": ["Customer Payment"]},
			{
				"label": sentence("Ledgers"),
				"items": [
					"Customer Ledger Entry",
					"General Ledger Entry",
					"VAT Entry",
				],
			},
			{"label": sentence("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
		],
	}

"""Which customers get the lines, and which invoices were made of them."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "recurring_lines",
		"transactions": [
			{"label": sentence("Used for"), "items": ["Customer Recurring Sales Lines"]},
			{"label": sentence("Invoices"), "items": ["Sales Invoice"]},
		],
	}

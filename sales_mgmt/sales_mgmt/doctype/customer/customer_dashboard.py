"""Everything that was agreed with, sent to and owed by a customer."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "customer",
		"transactions": [
			{"label": sentence("Sales"), "items": ["Sales Quote", "Sales Order"]},
			{"label": sentence("Prices"), "items": ["Price List", "Customer Recurring Sales Lines"]},
			{"label": sentence("Posted"), "items": ["Sales Shipment", "Sales Invoice"]},
			{
				"label": sentence("Returns"),
				"items": ["Sales Return Order", "Return Receipt", "Sales Credit Memo"],
			},
			{"label": sentence("Receivables"), "items": ["Customer Payment", "Customer Ledger Entry"]},
		],
	}

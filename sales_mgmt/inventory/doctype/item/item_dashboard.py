"""Where an item is in stock, how it moved and who wants it."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "item",
		"transactions": [
			{"label": sentence("Stock"), "items": ["Stock Level", "Item Ledger Entry", "Item Value Entry"]},
			{"label": sentence("Sales"), "items": ["Sales Quote", "Sales Order"]},
			{"label": sentence("Prices"), "items": ["Price List"]},
			{"label": sentence("Posted"), "items": ["Sales Shipment", "Sales Invoice"]},
			{
				"label": sentence("Returns"),
				"items": ["Sales Return Order", "Return Receipt", "Sales Credit Memo"],
			},
		],
	}

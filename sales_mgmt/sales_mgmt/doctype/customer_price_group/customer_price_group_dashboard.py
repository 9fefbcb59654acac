"""Who belongs to a price group, and what is agreed with it."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "price_group",
		"transactions": [
			{"label": sentence("Prices"), "items": ["Price List"]},
			{"label": sentence("Members"), "items": ["Customer"]},
		],
	}

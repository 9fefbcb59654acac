"""Who belongs to a discount group, and what is agreed with it."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "discount_group",
		"transactions": [
			{"label": sentence("Prices"), "items": ["Price List"]},
			{"label": sentence("Members"), "items": ["Customer"]},
		],
	}

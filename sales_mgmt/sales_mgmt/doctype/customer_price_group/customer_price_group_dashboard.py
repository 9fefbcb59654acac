"""Who belongs to a price group, and what is agreed with it."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "price_group",
		"transactions": [
			{"label": _("Prices"), "items": ["Price List"]},
			{"label": _("Members"), "items": ["Customer"]},
		],
	}

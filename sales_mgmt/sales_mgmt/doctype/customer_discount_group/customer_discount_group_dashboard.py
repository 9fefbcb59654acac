"""Who belongs to a discount group, and what is agreed with it."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "discount_group",
		"transactions": [
			{"label": _("Prices"), "items": ["Price List"]},
			{"label": _("Members"), "items": ["Customer"]},
		],
	}

"""Where an item is in stock, how it moved and who wants it."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "item",
		"transactions": [
			{"label": _("Stock"), "items": ["Stock Level", "Item Ledger Entry", "Item Value Entry"]},
			{"label": _("Sales"), "items": ["Sales Quote", "Sales Order"]},
			{"label": _("Prices"), "items": ["Price List"]},
			{"label": _("Posted"), "items": ["Sales Shipment", "Sales Invoice"]},
			{"label": _("Returns"), "items": ["Sales Return Order", "Return Receipt", "Sales Credit Memo"]},
		],
	}

"""The entries an adjustment wrote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"dynamic_links": {
			"document_name": ["Inventory Adjustment", "document_doctype"],
		},
		"transactions": [
			{"label": _("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
			{"label": _("Ledger"), "items": ["General Ledger Entry"]},
		],
	}

"""Everything that was agreed with, sent to and owed by a customer."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "customer",
		"transactions": [
			{"label": _("Sales"), "items": ["Sales Quote", "Sales Order"]},
			{"label": _("Prices"), "items": ["Price List", "Customer Recurring Sales Lines"]},
			{"label": _("Posted"), "items": ["Sales Shipment", "Sales Invoice"]},
			{"label": _("Returns"), "items": ["Sales Return Order", "Return Receipt", "Sales Credit Memo"]},
			{"label": _("Receivables"), "items": ["Customer Payment", "Customer Ledger Entry"]},
		],
	}

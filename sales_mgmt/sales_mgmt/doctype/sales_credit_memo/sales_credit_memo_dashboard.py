"""What a credit memo gives back, and the entries it wrote."""

from frappe import _


def get_data() -> dict:
	return {
		"fieldname": "document_name",
		"internal_links": {
			"Sales Invoice": ["lines", "invoice"],
			"Sales Return Order": ["lines", "return_order"],
			"Return Receipt": ["lines", "return_receipt"],
		},
		"dynamic_links": {
			"document_name": ["Sales Credit Memo", "document_doctype"],
		},
		"transactions": [
			{"label": _("Gives Back"), "items": ["Sales Invoice", "Sales Return Order", "Return Receipt"]},
			{
				"label": _("Ledgers"),
				"items": ["Customer Ledger Entry", "General Ledger Entry", "VAT Entry"],
			},
			{"label": _("Stock"), "items": ["Item Ledger Entry", "Item Value Entry"]},
		],
	}

"""What became of a quote."""

from sales_mgmt.findings.finding import sentence


def get_data() -> dict:
	return {
		"fieldname": "quote",
		"non_standard_fieldnames": {"Document Archive": "source_name"},
		"dynamic_links": {"source_name": ["Sales Quote", "source_doctype"]},
		"transactions": [
			{"label": sentence("Made from This Quote"), "items": ["Sales Order", "Sales Invoice"]},
			{"label": sentence("Versions"), "items": ["Document Archive"]},
		],
	}

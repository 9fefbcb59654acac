"""The customer's number for an invoice or credit memo, where the company asks for one (E08, domain 5). Pure."""

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.facts import HeaderFacts

MISSING = {
	"Sales Order": sentence("Fill in the external document number: it is mandatory on invoices."),
	"Sales Invoice": sentence("Fill in the external document number: it is mandatory on invoices."),
	"Sales Return Order": sentence("Fill in the external document number: it is mandatory on credit memos."),
	"Sales Credit Memo": sentence("Fill in the external document number: it is mandatory on credit memos."),
}
"""By what is posted: an order bills by an invoice, a return order by a credit memo."""


def check_external_number(header: HeaderFacts, policy: Policy, written: str | None = None) -> list[Finding]:
	"""For what bills or credits. `written`: the DocType that a cancellation writes, where that is not the header's."""
	if not policy.external_document_no_mandatory or header.external_document_no:
		return []
	return [Finding("E08", MISSING[written or header.doctype])]

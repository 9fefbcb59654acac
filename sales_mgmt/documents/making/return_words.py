"""Return orders follow the rules of orders. What an order ships and invoices, a return order receives and credits: so the
same findings are told in other words.
"""

from collections.abc import Iterable
from dataclasses import replace

from sales_mgmt.findings.finding import Finding, sentence

WORDS = {
	"E02": sentence("Row {0}: you can receive at most {1}. Change the quantity to receive, or the quantity."),
	"qty_to_invoice": sentence(
		"Row {0}: you can credit at most {1}: what is received, or will be received, and is not credited."
	),
	"quantity_below_shipped": sentence(
		"Row {0}: {1} are already received, so the quantity can not be lower than that."
	),
	"E15": sentence("Row {0}: the line has return receipts and can not be deleted."),
	"quantity_lowered": sentence(
		"Row {0}: {1} are to come back and receiving has begun. The quantity can only be raised."
	),
	"shipped_line": sentence(
		"Row {0}: receiving has begun. Only the quantity can be changed, and only upwards."
	),
	"shipped_header": sentence(
		"Receiving has begun, so customer, currency and kind of prices can not be changed any more."
	),
}
"""By code of the finding; the values that fill it are the same."""


def in_words_of_returns(findings: Iterable[Finding]) -> list[Finding]:
	return [replace(finding, message=WORDS.get(finding.code, finding.message)) for finding in findings]

"""Findings that several places have in common."""

from datetime import date

from sales_mgmt.findings.finding import Finding, sentence


def no_exchange_rate(currency: str, on: date | None) -> Finding:
	message = sentence(
		"There is no exchange rate for {0} on {1}. Add one under Currency Exchange Rate, or type it on the document."
	)
	return Finding("exchange_rate", message, (currency, str(on or "")))


NAMED_BY = {
	"Customer Posting Group": ("Customer Posting Group",),
	"General Posting Setup": ("Business Posting Group", "Product Posting Group"),
	"Inventory Posting Setup": ("Inventory Posting Group", "Location"),
	"VAT Posting Setup": ("VAT Business Group", "VAT Product Group"),
}
"""What the name of a setup is made of, in its order, with a hyphen between."""


def missing_account(doctype: str, row: str | None, account: str, line: int | None = None) -> Finding:
	"""E24. `row`: the name of the setup; where a part of it is blank, that is what has to be filled in."""
	if lacking := _blank_part(doctype, row or ""):
		message = sentence("{0} is blank. Fill it in: it says which {1} is posted to.")
		return Finding("E24", message, (lacking, account), line)
	link = (doctype, row)
	if doctype == row:
		return Finding("E24", sentence("Fill in {0} in {1}."), (account, doctype), line, link=link)
	return Finding("E24", sentence("Fill in {0} in {1} {2}."), (account, doctype, row), line, link=link)


def _blank_part(doctype: str, row: str) -> str | None:
	"""The first group that the name of a setup lacks."""
	parts = NAMED_BY.get(doctype, (doctype,))
	if not row or row.startswith("-"):
		return parts[0]
	return parts[-1] if row.endswith("-") and len(parts) > 1 else None

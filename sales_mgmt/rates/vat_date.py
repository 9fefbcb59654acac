"""In which VAT period a document is reported: its VAT date, by setting its posting date or its document date.

The period only. The rate of a line is that of the day of its supply, which is another date (`posting/reading/supplies.py`).
"""

from datetime import date

from sales_mgmt.settings import get_settings

POSTING, DOCUMENT = "Posting Date", "Document Date"


def vat_date(posting_date: date | None, document_date: date | None) -> date | None:
	"""The date that the setting names; the other one where that is blank."""
	if get_settings().vat_date_follows == DOCUMENT:
		return document_date or posting_date
	return posting_date or document_date

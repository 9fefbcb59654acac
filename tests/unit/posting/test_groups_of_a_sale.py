"""Which sale a line takes back, and under which VAT business group it was: one rule for drafts and for postings (domain 4.5)."""

from types import SimpleNamespace

import pytest

from sales_mgmt.kinds.sold_under import sale_behind, vat_group_sold_under
from sales_mgmt.posting.core.facts import Sold

INVOICED, LEFT = {"LINE": "invoice"}, {"ENTRY": "entry"}


@pytest.mark.parametrize(
	("line", "entry", "sale"),
	[
		("LINE", None, "invoice"),
		("LINE", "ENTRY", "invoice"),
		(None, "ENTRY", "entry"),
		("", "ENTRY", "entry"),
		("GONE", "ENTRY", None),
		(None, "GONE", None),
		(None, None, None),
	],
)
def test_the_invoice_line_leads(line, entry, sale):
	assert sale_behind(line, entry, INVOICED, LEFT) == sale


@pytest.mark.parametrize(
	("sale", "group"),
	[
		(Sold(vat_business_group="EXPORT"), "EXPORT"),
		(SimpleNamespace(vat_business_group="EXPORT"), "EXPORT"),
		(Sold(), "DOMESTIC"),
		(SimpleNamespace(vat_business_group=""), "DOMESTIC"),
		(None, "DOMESTIC"),
	],
)
def test_the_group_of_the_sale_else_the_document_s(sale, group):
	assert vat_group_sold_under(sale, "DOMESTIC") == group

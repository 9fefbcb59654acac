"""Which posting groups and accounts hold for a line (domain 4.5).

Those of the document and of today's setup; a line that takes back a sale has the ones that the sale was posted with, whatever
the customer's groups and the setup say by now. So what is given back leaves the accounts, and the VAT report, that it is in.
"""

from dataclasses import fields

from sales_mgmt.kinds.lines import ACCOUNT
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.sold_under import vat_group_sold_under
from sales_mgmt.posting.core.facts import Accounts, GeneralSetup, HeaderFacts, LineFacts
from sales_mgmt.rates.vat import VatSetup

NOTHING = GeneralSetup(None, None, None, None)


def business_group(header: HeaderFacts, line: LineFacts) -> str | None:
	return line.back.sold.business_posting_group or header.business_posting_group


def vat_business_group(header: HeaderFacts, line: LineFacts) -> str | None:
	return vat_group_sold_under(line.back.sold, header.vat_business_group)


def general_setup(header: HeaderFacts, line: LineFacts, accounts: Accounts) -> GeneralSetup:
	"""Accounts of revenue, discounts and cost. Blank ones are not set up."""
	setup = accounts.general.get((business_group(header, line), line.product_posting_group)) or NOTHING
	sold = line.back.sold
	return GeneralSetup(
		*(getattr(sold, field.name, None) or getattr(setup, field.name) for field in fields(GeneralSetup))
	)


def posts_line_discount(line: LineFacts, policy: Policy) -> bool:
	"""Whether line discounts stand on an account of their own; what takes back a sale does as the sale did."""
	return _posting(line, policy) in ("Line Discounts", "All Discounts")


def posts_invoice_discount(line: LineFacts, policy: Policy) -> bool:
	return _posting(line, policy) in ("Invoice Discounts", "All Discounts")


def _posting(line: LineFacts, policy: Policy) -> str:
	return line.back.sold.discount_posting or policy.discount_posting


def vat_setup(header: HeaderFacts, line: LineFacts, accounts: Accounts) -> VatSetup | None:
	"""Rate and account of a line. None: neither set up nor sold with."""
	setup = accounts.vat.get((vat_business_group(header, line), line.vat_product_group))
	account = line.back.sold.sales_vat_account
	if not setup:
		return VatSetup(line.vat_percent, account) if account else None
	return VatSetup(line.vat_percent or setup.vat_percent, account or setup.sales_vat_account)


def accounts_of(line: LineFacts, header: HeaderFacts, accounts: Accounts) -> dict[str, str | None]:
	"""What the line of a posted invoice keeps, field by field: so that what takes it back finds the accounts it went to."""
	vat = vat_setup(header, line, accounts)
	kept = {"sales_vat_account": vat and vat.sales_vat_account}
	if line.type == ACCOUNT:
		return {**kept, "sales_account": line.account}
	setup = general_setup(header, line, accounts)
	return {
		**kept,
		"sales_account": setup.sales_account,
		"line_discount_account": setup.line_discount_account,
		"invoice_discount_account": setup.invoice_discount_account,
	}

"""E24: every account that a posting will need is set up (domain 4.5)."""

from collections.abc import Callable

from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.lines import CHARGE, INVENTORY, ITEM
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.facts import Accounts, HeaderFacts, LineFacts
from sales_mgmt.posting.core.groups import (
	business_group,
	general_setup,
	posts_invoice_discount,
	posts_line_discount,
	vat_business_group,
	vat_setup,
)


def check_invoice_accounts(
	header: HeaderFacts, lines: tuple[LineFacts, ...], accounts: Accounts, policy: Policy
) -> list[Finding]:
	"""E24: every account the invoice will need is set up. Names the setup row and the field to fill."""
	missing: dict[tuple[str, str, str], Finding] = {}

	def need(doctype: str, row: str, account: str, value: str | None, line: int | None = None) -> None:
		if not value:
			missing.setdefault((doctype, row, account), missing_account(doctype, row, account, line))

	need(
		"Customer Posting Group",
		header.customer_posting_group or "",
		"Receivables Account",
		accounts.receivables_account,
	)
	if policy.invoice_rounding_precision:
		need(
			"Customer Posting Group",
			header.customer_posting_group or "",
			"Invoice Rounding Account",
			accounts.invoice_rounding_account,
		)
	for line in lines:
		if not line.invoice_now:
			continue
		vat = vat_setup(header, line, accounts)
		name = f"{vat_business_group(header, line) or ''}-{line.vat_product_group or ''}"
		# A rate of zero posts no VAT amount, so it may do without an account. A missing row may not.
		need(
			"VAT Posting Setup",
			name,
			"Sales VAT Account",
			vat and (vat.sales_vat_account or not vat.vat_percent),
			line.row,
		)
		if line.type in (ITEM, CHARGE):
			_need_item_accounts(need, header, line, accounts, policy)
	return list(missing.values())


def _need_item_accounts(
	need: Callable[..., None], header: HeaderFacts, line: LineFacts, accounts: Accounts, policy: Policy
) -> None:
	general = general_setup(header, line, accounts)
	name = f"{business_group(header, line) or ''}-{line.product_posting_group or ''}"

	def account(field: str) -> str | None:
		return getattr(general, field)

	need("General Posting Setup", name, "Sales Account", account("sales_account"), line.row)
	if line.line_discount_amount and posts_line_discount(line, policy):
		need(
			"General Posting Setup",
			name,
			"Sales Line Discount Account",
			account("line_discount_account"),
			line.row,
		)
	if line.invoice_discount_amount and posts_invoice_discount(line, policy):
		need(
			"General Posting Setup",
			name,
			"Sales Invoice Discount Account",
			account("invoice_discount_account"),
			line.row,
		)
	if policy.automatic_cost_posting and line.item and line.item.item_type == INVENTORY and line.location:
		need("General Posting Setup", name, "Cost of Goods Sold Account", account("cogs_account"), line.row)
		setup = accounts.inventory_setup(line.item.inventory_posting_group, line.location)
		row = f"{line.item.inventory_posting_group or ''}-{line.location or ''}"
		need("Inventory Posting Setup", row, "Inventory Account", setup and setup.inventory_account, line.row)

"""What a G/L account must be like for the place where a person chooses it (domain 4.5, A22).

A control account is the sum of a ledger of its own: receivables, inventory, VAT. Only the setup that names it as one may
post to it, or that ledger and the general ledger drift apart. Accounts that people choose for a payment or a line allow
direct posting besides. `ACCOUNT_RULES` names every link to a G/L account in the app; a test walks the DocTypes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sales_mgmt.findings.finding import Finding, sentence

RECEIVABLES, INVENTORY, VAT = "Customer Posting Group", "Inventory Posting Setup", "VAT Posting Setup"
CONTROLS = {
	RECEIVABLES: "receivables_account",
	INVENTORY: "inventory_account",
	VAT: "sales_vat_account",
}
"""Setup whose account is a control account: DocType and field."""


@dataclass(frozen=True, slots=True)
class AccountRule:
	"""`direct`: must allow direct posting. `controls`: what it must not be the control account of. `categories`: what it
	may be, an account without category always; empty means any."""

	direct: bool = False
	controls: frozenset[str] = frozenset(CONTROLS)
	categories: tuple[str, ...] = ()


def _control_of(setup: str, *categories: str) -> AccountRule:
	return AccountRule(controls=frozenset(CONTROLS) - {setup}, categories=categories)


SETUP = AccountRule()
MONEY = AccountRule(direct=True, categories=("Assets", "Liabilities", "Equity"))
LINE = AccountRule(direct=True)

ACCOUNT_RULES: dict[str, dict[str, AccountRule]] = {
	"Customer Payment": {"payment_account": MONEY},
	"Payment Method": {"balancing_account": MONEY},
	"Sales Settings": {
		"payment_account": MONEY,
		"realized_gains_account": SETUP,
		"realized_losses_account": SETUP,
	},
	RECEIVABLES: {
		"receivables_account": _control_of(RECEIVABLES, "Assets", "Liabilities"),
		"invoice_rounding_account": SETUP,
		"service_charge_account": SETUP,
		"payment_discount_account": SETUP,
		"payment_tolerance_account": SETUP,
	},
	"General Posting Setup": {
		"sales_account": SETUP,
		"line_discount_account": SETUP,
		"invoice_discount_account": SETUP,
		"cogs_account": SETUP,
	},
	INVENTORY: {
		"inventory_account": _control_of(INVENTORY, "Assets"),
		"inventory_adjustment_account": SETUP,
		"variance_account": SETUP,
	},
	VAT: {"sales_vat_account": _control_of(VAT, "Assets", "Liabilities")},
	"Sales Line": {"account": LINE},
	"Sales Invoice Line": {"account": LINE},
	"Sales Credit Memo Line": {"account": LINE},
	"Recurring Sales Line": {"account": LINE},
}
"""Every link to a G/L account that a person may fill, by DocType and field."""

JUDGED_WHEN_POSTED = frozenset(("Sales Line", "Sales Invoice Line", "Sales Credit Memo Line"))
"""Lines of drafts, which may be saved unfinished: the posting names every row that does not fit."""


@dataclass(frozen=True, slots=True)
class AccountFacts:
	"""An account as it is now. `controls`: the setup DocTypes that name it as their control account."""

	name: str
	direct: bool
	blocked: bool
	category: str = ""
	controls: frozenset[str] = frozenset()


CONTROL_MESSAGES: Mapping[str, str] = {
	RECEIVABLES: sentence(
		"{0}: account {1} is a receivables account, which only customer entries may change. Choose another account."
	),
	INVENTORY: sentence(
		"{0}: account {1} is an inventory account, which only item entries may change. Choose another account."
	),
	VAT: sentence(
		"{0}: account {1} is a VAT account, which only VAT entries may change. Choose another account."
	),
}


def account_findings(
	rule: AccountRule, account: AccountFacts, label: str, row: int | None = None
) -> list[Finding]:
	"""What is wrong with the account where it stands: at most one finding, the gravest. `label` names the field."""
	values, link = (label, account.name), ("GL Account", account.name)
	for setup in CONTROLS:
		if setup in rule.controls and setup in account.controls:
			return [Finding("account_control", CONTROL_MESSAGES[setup], values, row, link=link)]
	if rule.direct and not account.direct:
		message = sentence(
			"{0}: account {1} is kept by postings. Choose an account that allows direct posting."
		)
		return [Finding("account_direct", message, values, row, link=link)]
	if account.blocked:
		message = sentence("{0}: account {1} is blocked. Choose another account, or unblock it.")
		return [Finding("account_blocked", message, values, row, link=link)]
	if rule.categories and account.category and account.category not in rule.categories:
		message = sentence(
			"{0}: account {1} has category {2}, which does not fit here. Choose another account."
		)
		return [Finding("account_category", message, (label, account.name, account.category), row, link=link)]
	return []


def blocked_account(account: str) -> Finding:
	"""An account that a posting needs takes no more entries."""
	message = sentence("Account {0} is blocked. Unblock it, or choose another account where it is set up.")
	return Finding("account_blocked", message, (account,), link=("GL Account", account))

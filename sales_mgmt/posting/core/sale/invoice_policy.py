"""Who may, may not, or must post invoices (domain 4.2): a policy per user, Allowed where none is set up.

It concerns what is posted from sales documents. Payments and adjustments know no such policy.
"""

from sales_mgmt.findings.finding import Finding, sentence

SHIP, INVOICE, BOTH = "Ship", "Invoice", "Ship and Invoice"

OPTIONS = {
	"Sales Order": {
		"Allowed": (SHIP, INVOICE, BOTH),
		"Prohibited": (SHIP,),
		"Mandatory": (BOTH,),
	},
	"Sales Invoice": {
		"Allowed": (INVOICE,),
		"Prohibited": (),
		"Mandatory": (INVOICE,),
	},
}
OPTIONS["Sales Return Order"], OPTIONS["Sales Credit Memo"] = OPTIONS.values()
"""Receiving is like shipping, and a credit memo like an invoice."""


def allowed_options(doctype: str, policy: str, may_ship: bool = True, may_invoice: bool = True) -> list[str]:
	"""What somebody may post of a document, by policy and rights, in the order to be offered."""
	return [
		option
		for option in OPTIONS[doctype][policy]
		if (may_ship or option == INVOICE) and (may_invoice or option == SHIP)
	]


def option_name(doctype: str, ship: bool, invoice: bool) -> str:
	if doctype in ("Sales Invoice", "Sales Credit Memo") or not ship:
		return INVOICE
	return BOTH if invoice else SHIP


def check_invoice_policy(doctype: str, ship: bool, invoice: bool, policy: str) -> list[Finding]:
	"""E23, and its counterpart for those who must ship and invoice together."""
	if option_name(doctype, ship, invoice) in OPTIONS[doctype][policy]:
		return []
	if policy == "Mandatory":
		message = sentence(
			"You can only ship and invoice together: your invoice posting policy in Sales User Setup is Mandatory."
		)
		return [Finding("policy_mandatory", message)]
	message = sentence(
		"You can not post invoices: your invoice posting policy in Sales User Setup is Prohibited. Ask a colleague"
		" who may."
	)
	return [Finding("E23", message)]

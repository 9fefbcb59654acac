"""Which role has which right on which DocType: the one place where it is written down.

Letters: r read, w write, c create, d delete, s submit (that is: post), p print, e email, t report, x export, i import,
h share; `o` after the letters: only the user's own documents. A dash is no right at all. Every DocType of the app that
is no table of lines has its row here.
"""

RIGHTS = {
	"r": "read",
	"w": "write",
	"c": "create",
	"d": "delete",
	"s": "submit",
	"p": "print",
	"e": "email",
	"t": "report",
	"x": "export",
	"i": "import",
	"h": "share",
	"o": "if_owner",
}

ROLES = (
	"Sales User",
	"Sales Manager",
	"Shipping User",
	"Billing User",
	"Sales Auditor",
	"System Manager",
)

ROWS = {
	# Sales User, Sales Manager, Shipping User, Billing User, Sales Auditor, System Manager
	"rwcdpeth rwcdpetxih  rp      rpet      rpetx  -": ("Sales Quote",),
	"rwcdpeth rwcdpetxih  rwpet   rwpet     rpetx  - ": ("Sales Order", "Sales Return Order"),
	"rpet     rwcdspetxih -       rwcdspeth rpetx  -": ("Sales Invoice", "Sales Credit Memo"),
	"rpet     rspetx      rspet   rpet      rpetx  -": ("Sales Shipment", "Return Receipt"),
	"-        rwcdspetxih -       rwcdspeth rpetx  -": ("Customer Payment",),
	"-        rwcdspetxih rwcdpet -         rpetx  -": ("Inventory Adjustment",),
	# Versions and logs: written by the server
	"rpt      rptx        r       rpt       rptx   -": ("Document Archive",),
	"-        rptx        ro      ro        rptx   -": ("Posting Job",),
	"-        rdptx       rpo     rpo       rptx   -": ("Posting Batch",),
	# Masters that sales people work with
	"rwcdpeth rwcdpetxih  r       rwcdpeth  rpetx  -": (
		"Recurring Sales Lines",
		"Customer Recurring Sales Lines",
	),
	"rwcpeth  rwcdpetxih  rp      rwpet     rpetx  -": ("Customer",),
	"r        rwcdpetxih  -       r         r      -": ("Customer Template",),
	"rpet     rwcdpetxih  rp      rpet      rpetx  - ": ("Item",),
	"rpet     rwcdpetxih  -       rpet      rpetx  -": ("Price List",),
	# Ledgers: written by posting, by nobody else
	"-        rpetx       -       rpetx     rpetx  -": (
		"General Ledger Entry",
		"VAT Entry",
		"Item Value Entry",
		"Customer Application",
		"Item Application Entry",
		"Customer Ledger Application",
		"Customer Ledger Entry",
	),
	"rpet     rpetx       rpet    rpetx     rpetx  -": ("Item Ledger Entry", "Stock Level"),
	"-        rwcdptx     -       -         rptx   rwcdptx": ("Sales User Setup",),
	# Setup: everybody may choose it, two may change it
	"r        rw          r       r         r      rw": ("Sales Settings",),
	"r        rwcdpetxih  r       rpet      rpetx  rwcdpetxih": (
		"Currency Exchange Rate",
		"Customer Posting Group",
		"General Posting Setup",
		"GL Account",
		"Inventory Posting Setup",
		"Number Series",
		"VAT Posting Setup",
	),
	"r        rwcdpetxih  r       r         rpetx  rwcdpetxih": (
		"Business Posting Group",
		"Customer Discount Group",
		"Customer Price Group",
		"Document Sending Profile",
		"Inventory Posting Group",
		"Invoice Discount Terms",
		"Item Charge",
		"Item Discount Group",
		"Location",
		"Payment Method",
		"Payment Service",
		"Payment Terms",
		"Product Posting Group",
		"Return Reason",
		"Salesperson",
		"Shipment Method",
		"Shipping Agent",
		"Shipping Agent Service",
		"Unit of Measure",
		"VAT Business Group",
		"VAT Product Group",
	),
}
"""{rights by role: DocTypes}. A DocType that comes with rights of its own gets a row of its own."""


def table() -> dict[str, dict[str, set[str]]]:
	"""{DocType: {role: rights}}"""
	wanted = {}
	for row, doctypes in ROWS.items():
		letters = dict(zip(ROLES, row.split(), strict=True))
		for doctype in doctypes:
			assert doctype not in wanted, f"{doctype} stands twice"
			wanted[doctype] = {
				role: {RIGHTS[letter] for letter in rights}
				for role, rights in letters.items()
				if rights != "-"
			}
	return wanted

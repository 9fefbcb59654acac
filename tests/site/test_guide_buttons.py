"""A button that the guide names is there for the roles that the guide speaks to at that place.

A page of the user guide begins with its roles ("For *Sales User* and *Sales Manager*."); a paragraph, a step or a row of a table
that names roles of its own speaks to those. What a button needs is written down here, as rights of the permission table.
"""

import re
from pathlib import Path

import pytest
from permission_table import ROLES, table

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "user-guide"
SCRIPTS = ROOT / "sales_mgmt" / "public" / "js"
NO_TASKS = ("README", "first-steps", "lists-and-reports")
"""Pages that are for everybody and name no button of ours."""

READ = (("Sales Order", "read"),)
MAKE_ORDER = (("Sales Order", "create"),)
MAKE_INVOICE = (("Sales Invoice", "create"),)
MAKE_CREDIT_MEMO = (("Sales Credit Memo", "create"),)
MAKE_DOCUMENT = (*MAKE_ORDER, *MAKE_INVOICE)
MAKE_RETURN = (("Sales Return Order", "create"),)
CORRECT = (("Sales Credit Memo", "submit"),)
PAY = (("Customer Payment", "create"),)
SHIP = (("Sales Shipment", "submit"),)
RECEIVE = (("Return Receipt", "submit"),)
BILL = (("Sales Invoice", "submit"),)
POST = (*SHIP, *BILL)
SEND = tuple((doctype, "email") for doctype in ("Sales Order", "Sales Invoice"))

PRICE = (("Price List", "write"),)

NEEDS = {
	"Activate": PRICE,
	"Verify Lines": PRICE,
	"Apply": PAY,
	"Apply To…": PAY,
	"Archive Document": MAKE_ORDER,
	"Archived Versions": (("Document Archive", "read"),),
	"Assign Item Charge…": (("Sales Order", "write"),),
	"Calculate Invoice Discount": MAKE_DOCUMENT,
	"Cancel Credit Memo…": CORRECT,
	"Cancel Invoice…": CORRECT,
	"Cancel Sending": SEND,
	"Close Rest…": MAKE_ORDER,
	"Combine Return Receipts…": MAKE_CREDIT_MEMO,
	"Copy Document…": MAKE_DOCUMENT,
	"Correct Invoice…": CORRECT,
	"Create Recurring Invoices": MAKE_INVOICE,
	"Credit Memo": MAKE_CREDIT_MEMO,
	"Find Entries": READ,
	"Get Posted Lines to Reverse…": (*MAKE_RETURN, *MAKE_CREDIT_MEMO),
	"Get Recurring Lines": MAKE_DOCUMENT,
	"Line Tracking": READ,
	"Mark as Lost": (("Sales Quote", "create"),),
	"Move Negative Lines": MAKE_RETURN,
	"Post Batch…": POST,
	"Post and New": MAKE_INVOICE,
	"Post and Send": BILL,
	"Post…": POST,
	"Preview Posting": POST,
	"Print Statement…": (("Customer Ledger Entry", "report"), ("Customer", "print")),
	"Register Payment": PAY,
	"Release": MAKE_ORDER,
	"Remove from Queue": POST,
	"Reopen": MAKE_ORDER,
	"Replacement Order": MAKE_ORDER,
	"Return Order": MAKE_RETURN,
	"Sales Invoice": MAKE_INVOICE,
	"Sales Order": MAKE_ORDER,
	"Send by Email": SEND,
	"Send…": SEND,
	"Test Report": POST,
	"Track Package": READ,
	"Try Again": POST,
	"Unapply": PAY,
	"Undo Return Receipt…": RECEIVE,
	"Undo Shipment…": SHIP,
	"Update Document": (*SHIP, *RECEIVE, *BILL, *CORRECT),
}
"""{button: rights of which one is needed}. Tests of the buttons themselves hold that this is so."""

GROUPS = {"Create", "Correct", "Lines", "Posting", "Print", "Send", "View"}
"""Menus: what is in them counts."""

COLUMNS = {"Amount Received", "Customer", "Item", "Paid", "What It Does"}
"""Headings of tables, which the scripts label in the same way."""

ROLE = re.compile(r"\*(?<!\*\*)(" + "|".join(ROLES) + r")\*(?!\*)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
LABEL = re.compile(
	r'label: \(\) => __\("([^"]+)"\)|const [A-Z]+ = \(\) => __\("([^"]+)"\)|form_button\(\s*frm,\s*__\("([^"]+)"'
)


def buttons():
	"""Labels of everything that our scripts put on a form or list for somebody to press."""
	files = [file for file in SCRIPTS.rglob("*.js") if file.parent.name != "dist"]
	found = {next(filter(None, match)) for file in files for match in LABEL.findall(file.read_text())}
	return (found | {"Combine Return Receipts…", "Create Recurring Invoices"}) - COLUMNS


def blocks(text):
	"""Paragraphs, steps and rows of tables."""
	for paragraph in text.split("\n\n"):
		yield from re.split(r"\n(?=\||- |\d+\. )", paragraph)


def pages():
	return sorted(file.stem for file in GUIDE.glob("*.md") if file.stem not in NO_TASKS)


@pytest.mark.parametrize("page", pages())
def test_buttons_of_the_guide_are_there_for_whom_it_speaks_to(page):
	_title, audience, *text = (GUIDE / f"{page}.md").read_text(encoding="utf-8").split("\n\n")
	for_page = ROLE.findall(audience)
	assert audience.startswith("For ") and for_page, "a page begins with its roles"
	rights, labels, refused = table(), buttons(), []
	for block in blocks("\n\n".join(text)):
		named = {label if label in labels else f"{label}…" for label in BOLD.findall(block)}
		for label in (named & labels) - GROUPS:
			refused += [
				(label, role)
				for role in ROLE.findall(block) or for_page
				if not any(right in rights[doctype].get(role, ()) for doctype, right in NEEDS[label])
			]
	assert refused == []


def test_every_button_that_a_guide_names_is_looked_at():
	"""The label of each one is found in the scripts, so none is passed over because it was renamed."""
	assert set(NEEDS) <= buttons()

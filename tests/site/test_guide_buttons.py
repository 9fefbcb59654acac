"""A button that the guide names is there for the roles that the guide speaks to at that place.

A page of the user guide, or a part of one, begins with its roles ("For *Sales User* and *Sales Manager*."); a paragraph, a step or a
row of a table that names roles of its own speaks to those. Words in bold stand on the screen: what is neither a button nor anything
else that the app shows by a name is a button that is not there (any more). In the guides for admins such words stand in italics.
What a button needs is written down here, as rights of the permission table.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from buttons import labels, labels_of, sources
from permission_table import ROLES, table

from dev.texts.collect import places

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "user-guide"
FOR_ADMINS = [ROOT / "docs" / f"{name}.md" for name in ("admin-guide", "customising")]

READ = (("Sales Order", "read"),)
MAKE_ORDER = (("Sales Order", "create"),)
MAKE_INVOICE = (("Sales Invoice", "create"),)
MAKE_CREDIT_MEMO = (("Sales Credit Memo", "create"),)
MAKE_DOCUMENT = (*MAKE_ORDER, *MAKE_INVOICE)
MAKE_RETURN = (("Sales Return Order", "create"),)
CORRECT = (("Sales Credit Memo", "submit"),)
PAY = (("Customer Payment", "create"),)
RECEIVE_MONEY = (("Customer Payment", "submit"),)
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
	"Apply Template": (("Customer", "write"),),
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
	"Explain This Form": READ,
	"Find": READ,
	"Find Entries": READ,
	"Get Open Entries": PAY,
	"Get Posted Lines to Reverse…": (*MAKE_RETURN, *MAKE_CREDIT_MEMO),
	"Get Recurring Lines": MAKE_DOCUMENT,
	"Line Tracking": READ,
	"Mark as Lost": (("Sales Quote", "create"),),
	"Move Negative Lines": MAKE_RETURN,
	"Picking List": (("Sales Order", "print"),),
	"Post": (*BILL, *CORRECT),
	"Post Batch…": POST,
	"Post Payments": RECEIVE_MONEY,
	"Post and New": MAKE_INVOICE,
	"Post and Send": BILL,
	"Post as Lump Payment": RECEIVE_MONEY,
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
	"Save as Template": (("Customer Template", "create"),),
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

GROUPS = {"Create", "Correct", "Lines", "Posting", "Print", "Send", "Template", "View"}
"""Menus: what is in them counts."""

OTHERS = {
	*("Amount Received", "Paid", "What It Does"),  # headings of Register Payments
	*("Ship and Invoice", "Receive"),  # choices of Post…
	"Recalculate Lines",  # a box of Copy Document…
	"Please note:",  # the line above a form
}
"""What else our scripts show by a name, and no record holds."""

FRAPPES = {"Actions", "Filter", "List View", "PDF", "bold"}
"""Words of the Desk itself, and the one that tells how labels are printed."""

ROLE = re.compile(r"\*(?<!\*\*)(" + "|".join(ROLES) + r")\*(?!\*)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
ITALIC = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
NEW = re.compile(r"(?:Add|New) (.+)")


def words(text, notation):
	"""What stands in this notation, though lines end within it."""
	return {" ".join(word.split()) for word in notation.findall(text)}


def parts(page):
	"""[(roles, text)] of a page: each part of it has the roles that its first paragraph begins with, or those of the page."""
	for_page = []
	for part in re.split(r"^#+ .*$", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
		first, _, text = part.strip().partition("\n\n")
		if not first.startswith("For "):
			yield for_page, part
			continue
		roles = EVERYBODY if first.startswith("For everybody") else ROLE.findall(first)
		for_page = for_page or roles
		yield roles, text


EVERYBODY = [role for role in ROLES if role != "System Manager"]


def blocks(text):
	"""Paragraphs, steps and rows of tables."""
	for paragraph in text.split("\n\n"):
		yield from re.split(r"\n(?=\||- |\d+\. )", paragraph)


def needs(label):
	"""Rights of which one is needed; None for what is no button."""
	new = NEW.fullmatch(label)
	if new:
		doctype = new[1] if new[1] in table() else f"{new[1]}s"
		return ((doctype, "create"),)
	return NEEDS.get(label)


def refused(named, roles):
	"""[(button, role that has no right to it)]"""
	rights = table()
	return [
		(label, role)
		for label in named
		for role in roles
		if not any(right in rights[doctype].get(role, ()) for doctype, right in needs(label))
	]


def pages():
	return sorted(GUIDE.glob("*.md"))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_buttons_of_the_guide_are_there_for_whom_it_speaks_to(page):
	lacking = []
	for roles, text in parts(page):
		for block in blocks(text):
			named = {label for label in words(block, BOLD) - GROUPS if needs(label)}
			assert not named or roles, "a page that names buttons begins with its roles"
			lacking += refused(named, ROLE.findall(block) or roles)
	assert lacking == []


@pytest.mark.parametrize("page", FOR_ADMINS, ids=lambda page: page.stem)
def test_buttons_that_admins_read_of_are_there_for_whom_it_speaks_of(page):
	"""Where no role is named, the Sales Manager has it. DocTypes are called by the same names as what makes a document of them."""
	lacking = []
	for block in re.split(r"[.;]\s|\n\n", page.read_text(encoding="utf-8")):
		named = (words(block, ITALIC) | words(block, BOLD)) & labels() - GROUPS - set(table())
		assert named <= set(NEEDS), "what does this button need?"
		spoken_of = [role for role in ROLES if role in block]
		lacking += refused(named, spoken_of or ["Sales Manager"])
	assert lacking == []


@cache
def held():
	"""Texts of records: fields, choices, DocTypes, reports, shortcuts."""
	return {text for text, files in places().items() if any(file.endswith(".json") for file in files)}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_button_that_a_guide_names_is_there(page):
	"""A bold word that is no button is a field, a choice, a DocType, a report, a shortcut: something that a record of the app holds."""
	named = words(page.read_text(encoding="utf-8"), BOLD)
	pressed = {label for label in named - GROUPS if label in labels() or NEW.fullmatch(label)}
	assert named - pressed - GROUPS - held() - OTHERS - FRAPPES == set(), "neither a button nor anything else"
	assert [label for label in pressed if not needs(label)] == [], "what does this button need?"


def test_what_needs_a_right_is_a_button():
	assert set(NEEDS) <= labels()


def test_every_maker_of_a_button_is_understood():
	"""None is passed over because its label is written in another way."""
	assert [maker for path in sources() for maker in labels_of(path)[1]] == []
	assert len(labels()) > 70

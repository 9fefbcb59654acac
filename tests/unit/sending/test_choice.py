"""Which profile holds, who gets the document, and where it is written to: decided from values."""

import pytest

from sales_mgmt.sending.choice import (
	AT_ONCE,
	NO,
	PROMPT,
	PROMPTED,
	Sending,
	changed_sending,
	choose_address,
	choose_sending,
	one_line,
	receiver_field,
)

OWN = Sending(profile="OWN", email=AT_ONCE)
USUAL = Sending(profile="USUAL", email=NO)


@pytest.mark.parametrize(
	("of_customer", "default", "chosen"),
	[(OWN, USUAL, OWN), (OWN, None, OWN), (None, USUAL, USUAL), (None, None, PROMPT)],
)
def test_the_customers_profile_comes_before_the_default_one_and_without_both_the_mail_opens(
	of_customer, default, chosen
):
	assert choose_sending(of_customer, default) == chosen


def test_without_a_profile_a_mail_opens_with_the_pdf_and_nothing_is_printed():
	assert (PROMPT.email, PROMPT.printer, PROMPT.attach_pdf) == (PROMPTED, NO, True)


def test_what_is_chosen_for_one_document_changes_only_that():
	changed = changed_sending(OWN, {"email": PROMPTED, "printer": None, "attach_pdf": False})
	assert changed == Sending(profile="OWN", email=PROMPTED, attach_pdf=False)


@pytest.mark.parametrize("field", ["email", "printer"])
def test_an_answer_that_no_profile_has_is_refused(field):
	with pytest.raises(ValueError, match="Perhaps"):
		changed_sending(OWN, {field: "Perhaps"})


def test_a_document_type_may_have_a_template_of_its_own():
	sending = Sending(template="ALL", templates=(("Sales Quote", "QUOTE"),))
	assert sending.template_for("Sales Quote") == "QUOTE"
	assert sending.template_for("Sales Order") == "ALL"


@pytest.mark.parametrize(
	("doctype", "field"),
	[
		("Sales Quote", "customer"),
		("Sales Order", "customer"),
		("Sales Shipment", "customer"),
		("Return Receipt", "customer"),
		("Sales Invoice", "bill_to_customer"),
		("Sales Credit Memo", "bill_to_customer"),
	],
)
def test_bills_go_to_who_pays_and_everything_else_to_who_ordered(doctype, field):
	assert receiver_field(doctype, "C-2") == field
	assert receiver_field(doctype, None) == "customer"


@pytest.mark.parametrize(
	("contact", "is_contacts_customer", "of_customer", "address"),
	[
		("kari@x.example", True, ["post@x.example"], "kari@x.example"),
		("kari@x.example", False, ["post@y.example"], "post@y.example"),
		(None, True, [None, " ", "post@x.example "], "post@x.example"),
		(None, True, [], ""),
		("kari@x.example", False, [], ""),
	],
)
def test_the_contact_of_the_document_is_written_to_first_unless_another_customer_gets_it(
	contact, is_contacts_customer, of_customer, address
):
	assert choose_address(contact, is_contacts_customer, of_customer) == address


def test_a_name_of_several_lines_is_one_line_in_a_header():
	assert one_line("Evil\r\nBcc: all@example.com\n") == "Evil Bcc: all@example.com"

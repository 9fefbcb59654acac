"""S10: recurring sales lines, their insertion, and the batch of recurring invoices (domain A09)."""

import frappe
import pytest
from build import DAY, HAMBURG, account, buyer, draft, edit, goods, invoice, item, order, refused
from recurring import give, line_set, price_for

from dev.demo.company import BILLING, CLERK
from sales_mgmt import api
from sales_mgmt.ownership.door import OwnedFieldError

MARCH_31 = "2026-03-31"
DOCUMENTS = ("Sales Quote", "Sales Order", "Sales Invoice")
NEW = {"doctype": "Sales Invoice", "__islocal": 1, "posting_date": DAY, "document_date": DAY}


def results(**filters):
	return [
		(row["customer"], row["recurring_lines"], row["status"])
		for row in api.create_recurring_invoices(MARCH_31, **filters)
	]


def test_s10_1_a_set_has_no_price_and_the_line_gets_the_customers_price_of_the_day():
	fields = {field.fieldname for field in frappe.get_meta("Recurring Sales Line").fields}
	assert not [name for name in fields if "price" in name or "discount" in name or "amount" in name]
	code, customer = goods(price=100), buyer(price_group=None)
	price_for(customer, code, 92)
	set_code = line_set(item(code, 5, description="Every month"))
	give(customer, set_code)
	doc = invoice(item("5000"), customer=customer)
	(row,) = api.insert_recurring_lines("Sales Invoice", doc.name, set_code)
	doc.reload()
	line = doc.lines[1]
	assert (line.name, line.item, line.quantity, line.uom) == (row, code, 5, "PCS")
	assert (line.unit_price, line.line_amount, line.description) == (92, 460, "Every month")
	edit(doc, 2, quantity=2)
	assert doc.lines[1].line_amount == 184


@pytest.mark.parametrize("doctype", DOCUMENTS)
def test_s10_1_lines_are_fetched_on_every_sales_document(doctype):
	customer = buyer(price_group=None)
	code = line_set(
		item("1000", 2),
		{"type": "Comment", "description": "As agreed."},
		{"type": "G/L Account", "account": account("3900", 1, 0)["account"], "quantity": 1},
	)
	give(customer, code)
	doc = draft(doctype, item("5000"), customer=customer, order_date=DAY)
	api.insert_recurring_lines(doctype, doc.name, [code])
	doc.reload()
	price = frappe.db.get_value("Item", "1000", "unit_price")
	name = frappe.db.get_value("Item", "1000", "item_name")
	assert [(row.type, row.description, row.quantity) for row in doc.lines[1:3]] == [
		("Item", name, 2),
		("Comment", "As agreed.", 0),
	]
	assert (doc.lines[1].unit_price, doc.lines[3].account) == (price, "3900")


def test_s10_1_the_form_gets_calculated_rows_for_a_document_that_is_not_stored():
	code, customer = goods(price=100), buyer(price_group=None)
	price_for(customer, code, 92)
	set_code = line_set(item(code, 5))
	give(customer, set_code)
	(row,) = api.recurring_lines({**NEW, "customer": customer, "lines": []}, [set_code])
	assert (row["item"], row["unit_price"], row["line_amount"], row["vat_percent"]) == (code, 92, 460, 25)
	assert not frappe.db.exists("Sales Invoice", {"customer": customer})


def test_s10_2_one_automatic_set_comes_on_new_from_the_list_and_not_from_the_customers_card():
	customer, code = buyer(), line_set(item("1000"))
	give(customer, code, on_invoices="Automatic")
	choices = api.recurring_choices("Sales Invoice", customer, DAY)
	assert (choices["insert"], choices["ask"]) == ([code], [])
	choices = api.recurring_choices("Sales Invoice", customer, DAY, from_list=0)
	assert (choices["insert"], choices["ask"]) == ([], [])
	assert [each["code"] for each in choices["sets"]] == [code]
	assert api.recurring_choices("Sales Order", customer, DAY)["insert"] == []


def test_s10_2_over_rest_nothing_comes_by_itself():
	customer, code = buyer(), line_set(item("1000"))
	give(customer, code, on_invoices="Automatic")
	doc = frappe.client.insert({"doctype": "Sales Invoice", "customer": customer, "lines": [item("5000")]})
	assert [row["item"] for row in doc["lines"]] == ["5000"]
	assert api.calculate({**NEW, "customer": customer})["lines"] == []


@pytest.mark.parametrize(
	("options", "insert", "ask"),
	[
		(("Automatic", "Automatic"), [], [0, 1]),
		(("Always Ask",), [], [0]),
		(("Automatic", "Always Ask"), [], [0, 1]),
		(("Manual", "Manual"), [], []),
		(("Automatic", "Manual"), [0], []),
	],
)
def test_s10_3_several_sets_are_offered_always_ask_always_and_manual_never(options, insert, ask):
	customer, codes = buyer(), []
	for option in options:
		codes.append(line_set(item("1000")))
		give(customer, codes[-1], on_quotes=option)
	choices = api.recurring_choices("Sales Quote", customer, DAY)
	assert choices["insert"] == [codes[place] for place in insert]
	assert choices["ask"] == sorted(codes[place] for place in ask)
	assert [each["code"] for each in choices["sets"]] == sorted(codes)


def test_s10_3_only_sets_of_the_day_and_the_currency_count():
	customer = buyer()
	ended, euros, valid = (line_set(item("1000"), for_currency=each) for each in (None, "EUR", "NOK"))
	give(customer, ended, on_invoices="Automatic", valid_to="2026-03-01")
	give(customer, euros, on_invoices="Automatic")
	give(customer, valid, on_invoices="Automatic")
	assert api.recurring_choices("Sales Invoice", customer, DAY)["insert"] == [valid]
	give(buyer(HAMBURG), euros, on_invoices="Automatic")
	doc = invoice(item("5000"), customer=customer)
	with refused("recurring", "recurring") as sentences:
		api.insert_recurring_lines("Sales Invoice", doc.name, [ended, euros])
	assert "EUR" in sentences[1]


def test_s10_3_a_set_of_another_customer_is_refused():
	code = line_set(item("1000"))
	give(buyer(), code)
	doc = invoice(item("5000"), customer=buyer())
	with refused("recurring"):
		api.insert_recurring_lines("Sales Invoice", doc.name, code)


def test_lines_are_not_added_to_a_released_document():
	customer, code = buyer(), line_set(item("1000"))
	give(customer, code)
	doc = order(item("5000"), customer=customer)
	api.release("Sales Order", doc.name)
	with pytest.raises(frappe.ValidationError, match="Released"):
		api.insert_recurring_lines("Sales Order", doc.name, code)


def test_s10_4_the_batch_invoices_those_whose_validity_covers_the_posting_date():
	covered, ended, from_today = buyer(), buyer(), buyer()
	code = line_set(item("1000", 3))
	give(covered, code, valid_from="2026-01-01", valid_to="2026-06-30")
	give(ended, code, valid_from="2026-01-01", valid_to="2026-03-15")
	give(from_today, code, valid_from=MARCH_31, valid_to=MARCH_31)
	made = sorted([(covered, code, "Created"), (from_today, code, "Created")])
	assert sorted(results(codes=[code])) == made
	assert frappe.get_all("Sales Invoice", {"customer": ended}) == []


def test_s10_5_created_invoices_are_unposted_and_carry_posting_date_method_and_mandate():
	customer, code = buyer(payment_method="BANK"), line_set(item("1000", 3))
	give(customer, code, payment_method="CASH", direct_debit_mandate="MANDATE-1")
	(result,) = api.create_recurring_invoices(MARCH_31, document_date="2026-03-28", codes=code)
	doc = frappe.get_doc("Sales Invoice", result["invoice"])
	assert (doc.docstatus, doc.status, doc.posted_no) == (0, "Open", None)
	assert (str(doc.posting_date), str(doc.document_date)) == (MARCH_31, "2026-03-28")
	assert (doc.payment_method, doc.direct_debit_mandate) == ("CASH", "MANDATE-1")
	assert (doc.recurring_lines, str(doc.recurring_date)) == (code, MARCH_31)
	assert (doc.lines[0].item, doc.lines[0].quantity) == ("1000", 3)
	assert doc.lines[0].unit_price > 0 and doc.amount_including_vat > 0


def test_a_second_run_for_the_same_day_makes_nothing_twice():
	customer, code = buyer(), line_set(item("1000"))
	give(customer, code)
	(first,) = api.create_recurring_invoices(MARCH_31, codes=code)
	(again,) = api.create_recurring_invoices(MARCH_31, codes=code)
	assert (again["status"], again["invoice"]) == ("Exists", first["invoice"])
	assert results(codes=[code]) == [(customer, code, "Exists")]
	assert api.create_recurring_invoices("2026-04-30", codes=code)[0]["status"] == "Created"
	frappe.delete_doc("Sales Invoice", first["invoice"])
	assert results(codes=[code]) == [(customer, code, "Created")]


def test_one_customer_that_is_blocked_stops_no_other():
	good, blocked, code = buyer(), buyer(), line_set(item("1000"))
	give(good, code)
	give(blocked, code)
	frappe.db.set_value("Customer", blocked, "blocked", "All")
	frappe.clear_document_cache("Customer", blocked)
	outcome = {row["customer"]: row for row in api.create_recurring_invoices(MARCH_31, codes=code)}
	assert (outcome[good]["status"], outcome[blocked]["status"]) == ("Created", "Failed")
	assert "blocked (All)" in outcome[blocked]["message"] and outcome[blocked]["invoice"] is None
	assert frappe.local.message_log == []
	assert not frappe.db.exists("Sales Invoice", {"customer": blocked})


def test_what_an_invoice_was_made_of_can_not_be_typed_and_goes_with_its_customer():
	customer, code = buyer(), line_set(item("1000"))
	give(customer, code)
	with pytest.raises(OwnedFieldError):
		invoice(item("1000"), customer=customer, recurring_lines=code, recurring_date=MARCH_31)
	(result,) = api.create_recurring_invoices(MARCH_31, codes=code)
	doc = frappe.get_doc("Sales Invoice", result["invoice"])
	edit(doc, None, recurring_key="something else", your_reference="kept")
	assert doc.recurring_key == f"{customer}|{code}|{MARCH_31}"
	edit(doc, None, customer=buyer())
	assert (doc.recurring_lines, doc.recurring_key) == (None, None)


def test_the_same_set_twice_on_one_day_is_refused():
	customer, code = buyer(), line_set(item("1000"))
	give(customer, code)
	with pytest.raises(frappe.ValidationError, match="do not overlap"):
		give(customer, code, valid_from="2026-06-30", valid_to=None)
	give(customer, code, valid_from="2026-07-01", valid_to=None)
	with pytest.raises(frappe.ValidationError, match="before Valid From"):
		give(customer, code, valid_from="2025-07-01", valid_to="2025-06-01")


def test_a_set_says_which_rows_are_incomplete():
	with refused("recurring_line", "recurring_line", "recurring_line"):
		line_set({"type": "Item", "quantity": 1}, {"type": "Comment"}, item("1000", 0))


def test_who_may_make_recurring_invoices_and_for_whom():
	customer, other, code = buyer(), buyer(), line_set(item("1000"))
	give(customer, code)
	give(other, code)
	frappe.set_user(CLERK)
	with pytest.raises(frappe.PermissionError):
		api.create_recurring_invoices(MARCH_31, codes=code)
	frappe.set_user("Administrator")
	frappe.get_doc(
		{"doctype": "User Permission", "user": BILLING, "allow": "Customer", "for_value": customer}
	).insert()
	frappe.set_user(BILLING)
	assert results(codes=[code]) == [(customer, code, "Created")]

"""Gap-free numbers, and numbers that people type (domain A32, checks S33.1 to S33.4)."""

import frappe
import pytest
from build import account, buyer, goods, invoice, item, post, posted_invoice, refused
from processes import meet, swept, together

from sales_mgmt import api
from sales_mgmt.rates.numbers import take_number
from sales_mgmt.rates.series import SeriesLine, next_number

PROCESSES, EACH = 5, 10
LINE = account("3900", 1, 100)


def series(*lines, manual=0, setting="posted_invoice_series"):
	"""A series of its own for the setting. `lines` are (starting date, first number)."""
	rows = [{"starting_date": start, "starting_no": number, "increment_by": 1} for start, number in lines]
	code = f"T{frappe.generate_hash(length=8)}"
	frappe.get_doc(
		{"doctype": "Number Series", "code": code, "manual_numbers": manual, "lines": rows}
	).insert()
	doc = frappe.get_doc("Sales Settings")
	doc.set(setting, code)
	doc.save()
	return code


# ---- S33.1


def post_many(customer, gives_up):
	"""Make drafts, wait for the others, post all of them; the one in the middle may be taken back."""
	drafts = [invoice(LINE, customer=customer).name for _ in range(EACH)]
	frappe.db.commit()
	meet()
	for index, name in enumerate(drafts):
		api.post("Sales Invoice", name)
		if gives_up and index == EACH // 2:
			frappe.db.rollback()
		else:
			frappe.db.commit()
	return drafts


def test_s33_1_fifty_postings_of_which_one_is_rolled_back_leave_no_hole():
	with swept():
		customer = buyer()
		frappe.db.commit()
		name = frappe.db.get_single_value("Sales Settings", "posted_invoice_series")
		first, last = frappe.db.get_value(
			"Number Series Line", {"parent": name}, ["starting_no", "last_no_used"]
		)
		outcomes = together(*((post_many, customer, process == 2) for process in range(PROCESSES)))
		assert [outcome.error for outcome in outcomes] == [""] * PROCESSES
		frappe.db.rollback()
		drafts = {draft for outcome in outcomes for draft in outcome.value}
		numbers = frappe.get_all(
			"Sales Invoice", {"name": ("in", sorted(drafts)), "docstatus": 1}, pluck="posted_no"
		)
		expected = []
		for _ in range(PROCESSES * EACH - 1):
			last = next_number(SeriesLine("", None, first, None, last))
			expected.append(last)
		assert sorted(numbers) == expected
		assert len(drafts) == PROCESSES * EACH


# ---- S33.2


def test_s33_2_a_number_can_not_be_typed_unless_the_series_allows_it():
	code = series((None, "A-001"))
	with pytest.raises(frappe.ValidationError, match=f"MINE-1.* can not be typed: number series .*{code}"):
		invoice(LINE, posted_no="MINE-1")


def test_s33_2_a_typed_number_is_kept(books):
	series((None, "A-001"), manual=1)
	doc = invoice(LINE, posted_no=" MINE-1 ")
	assert doc.posted_no == "MINE-1"
	doc.save()
	post(doc)
	assert doc.posted_no == "MINE-1"
	assert frappe.db.get_value("Customer Ledger Entry", doc.customer_ledger_entry, "posted_no") == "MINE-1"


def test_typed_numbers_take_none_from_the_series(books):
	"""The number that would have been next was typed by somebody: it is left out, and so nothing is missing."""
	series((None, "A-001"), manual=1)
	typed = ["MINE-1", "A-002"]
	numbers = [
		posted_invoice(LINE, posted_no=number).posted_no for number in (None, typed[0], typed[1], None, None)
	]
	assert numbers == ["A-001", "MINE-1", "A-002", "A-003", "A-004"]


def test_a_typed_number_is_used_once():
	series((None, "A-001"), manual=1)
	taken = posted_invoice(LINE).posted_no
	for number in (taken, invoice(LINE, posted_no="MINE-1").posted_no):
		with pytest.raises(frappe.DuplicateEntryError, match=f"{number}.* is used by .* already"):
			invoice(LINE, posted_no=number)


def test_a_number_that_was_taken_since_it_was_typed_is_refused():
	series((None, "A-001"), manual=1)
	doc = invoice(LINE, posted_no="MINE-1")
	frappe.db.set_value("Sales Invoice", invoice(LINE).name, "posted_no", "MINE-1")
	with pytest.raises(frappe.DuplicateEntryError, match="MINE-1"):
		post(doc)


def test_the_form_is_told_whether_a_number_may_be_typed():
	series((None, "A-001"), manual=1)
	doc = invoice(LINE)
	assert told(doc) is True
	post(doc)
	assert told(doc) is False
	series((None, "B-001"))
	assert told(invoice(LINE)) is False


def told(doc):
	doc.run_method("onload")
	return doc.get_onload("may_type_number")


def test_a_copy_of_a_posted_invoice_has_no_number(books):
	series((None, "A-001"), manual=1)
	doc = posted_invoice(LINE, posted_no="MINE-1")
	assert frappe.copy_doc(doc, ignore_no_copy=False).posted_no is None


def test_other_documents_get_their_numbers_from_the_series_alone():
	series((None, "S-001"), manual=1, setting="posted_shipment_series")
	assert take_number("posted_shipment_series", "2026-03-02") == "S-001"


# ---- S33.3 and S33.4


@pytest.mark.parametrize(
	("posting_date", "number"),
	[("2026-12-31", "26-001"), ("2027-01-01", "27-001"), ("2027-06-30", "27-001")],
)
def test_s33_3_a_line_is_not_used_before_it_starts(posting_date, number, books):
	series(("2026-01-01", "26-001"), ("2027-01-01", "27-001"))
	assert posted_invoice(LINE, posting_date=posting_date).posted_no == number


def test_s33_3_a_day_before_all_lines_is_refused():
	code = series(("2027-01-01", "27-001"))
	doc = invoice(LINE, posting_date="2026-12-31")
	with pytest.raises(frappe.ValidationError, match=f"{code}.* has no line that has started by 2026-12-31"):
		post(doc)


LONG = "INV-" + "1" * 17


def test_s33_4_a_number_of_21_characters_is_refused():
	assert len(LONG) == 21
	with pytest.raises(frappe.ValidationError, match="is longer than 20 characters"):
		series((None, LONG))
	series((None, "A-001"), manual=1)
	with pytest.raises(frappe.ValidationError, match="has 21 characters"):
		invoice(LINE, posted_no=LONG)


def test_s33_4_a_series_does_not_grow_beyond_20_characters(books):
	series((None, "INV-" + "9" * 16))
	assert len(posted_invoice(LINE).posted_no) == 20
	doc = invoice(LINE)
	with pytest.raises(frappe.ValidationError, match="is longer than 20 characters"):
		post(doc)


def test_a_refused_posting_keeps_the_typed_number():
	series((None, "A-001"), manual=1)
	doc = invoice(item(goods(), 1), posted_no="MINE-1")
	with refused("stock"):
		api.post(doc.doctype, doc.name)
	doc.reload()
	assert (doc.posted_no, doc.docstatus) == ("MINE-1", 0)

"""Sales Settings: every switch says what it changes; postings read them from the cache and never write them."""

import re

import frappe
import pytest
from build import account, goods, invoice, item, order, post
from frappe.model import no_value_fields
from statements import recorded


def test_every_field_says_what_it_changes():
	fields = [
		field for field in frappe.get_meta("Sales Settings").fields if field.fieldtype not in no_value_fields
	]
	assert len(fields) > 20
	silent = [field.fieldname for field in fields if len(field.description or "") < 15]
	assert silent == []


@pytest.mark.parametrize("make", [order, invoice])
def test_a_posting_neither_reads_nor_writes_the_settings(make, books):
	post(make(item(goods(stock=1), 1)), ship=True, invoice=True)  # warms the caches
	doc = make(item(goods(stock=1), 1), account("3900", 1, 100))
	before = frappe.db.get_singles_dict("Sales Settings")
	with recorded() as statements:
		post(doc, ship=True, invoice=True)
	assert [text for text in statements if re.search(r"tabSingles|Sales Settings", text)] == []
	assert frappe.db.get_singles_dict("Sales Settings") == before

"""Which fields are no longer true when another one changes."""

import pytest

from sales_mgmt.documents.filling.stale import HEADER, LINE, RE_PRICED_BY, changed_fields, stale_fields


@pytest.mark.parametrize(
	("table", "changed", "stale"),
	[
		(LINE, {"quantity"}, {"line_discount_amount", "qty_to_ship", "qty_to_invoice"}),
		(LINE, {"qty_to_ship"}, {"qty_to_invoice"}),
		(LINE, {"qty_to_ship", "qty_to_invoice"}, set()),
		(LINE, {"line_discount_percent"}, {"line_discount_amount"}),
		(LINE, {"line_discount_amount"}, {"line_discount_percent"}),
		(
			LINE,
			{"line_discount_amount", "quantity"},
			{"line_discount_percent", "qty_to_ship", "qty_to_invoice"},
		),
		(LINE, {"description"}, set()),
		(
			HEADER,
			{"payment_terms"},
			{"due_date", "payment_discount_percent", "payment_discount_date"},
		),
		(HEADER, {"payment_terms", "due_date", "payment_discount_percent"}, {"payment_discount_date"}),
		(HEADER, {"document_date"}, {"due_date", "payment_discount_date", "valid_until"}),
		(HEADER, {"currency"}, {"exchange_rate", "exchange_rate_by_hand"}),
		(HEADER, {"your_reference"}, set()),
		(HEADER, set(), set()),
	],
)
def test_what_depends_on_a_change(table, changed, stale):
	assert stale_fields(table, changed) == stale


def test_a_percentage_that_leads_survives_a_change_of_quantity_or_price():
	"""The discount amount follows from the percentage; blanking both would forget it. Another item has its own."""
	for changed in ("quantity", "unit_price", "uom"):
		assert "line_discount_percent" not in stale_fields(LINE, {changed})


def test_a_new_customer_changes_whom_to_bill_and_everything_that_follows_from_that():
	stale = stale_fields(HEADER, {"customer"})
	assert {"bill_to_customer", "payment_terms", "currency", "exchange_rate", "due_date", "contact"} <= stale
	assert "customer" not in stale


def test_what_was_changed_together_is_kept():
	stale = stale_fields(HEADER, {"customer", "currency", "bill_to_customer"})
	assert not stale & {"customer", "currency", "bill_to_customer"}
	assert "exchange_rate" in stale


def test_a_new_item_is_described_and_priced_anew_but_keeps_its_quantity():
	stale = stale_fields(LINE, {"item"})
	assert {"description", "uom", "unit_price", "qty_per_uom", "vat_product_group"} <= stale
	assert "quantity" not in stale


def test_everything_that_prices_a_line_exists_as_a_header_rule():
	assert {"customer", "bill_to_customer", "currency"} <= set(HEADER) & set(RE_PRICED_BY)


@pytest.mark.parametrize(
	("before", "after", "changed"),
	[
		({"a": None, "b": 1}, {"a": "", "b": 1.0}, set()),
		({"a": 0, "b": ""}, {"a": None, "b": 0.0}, set()),
		({"a": "x", "b": 1}, {"a": None, "b": 2}, {"a", "b"}),
		({}, {"a": "x"}, {"a"}),
	],
)
def test_blanks_of_any_kind_are_alike(before, after, changed):
	assert changed_fields(["a", "b"], before.get, after.get) == changed

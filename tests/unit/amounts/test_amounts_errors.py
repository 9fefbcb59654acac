"""What a document cannot have is refused with a code, the line and the numbers to show."""

import pickle
from decimal import Decimal

import pytest

from sales_mgmt.amounts import (
	AMOUNT_ERRORS,
	AmountError,
	DocumentInput,
	LineInput,
	at_most,
	calculate,
	portion,
)

GOOD = LineInput(Decimal(1), Decimal(100))


def bad_line(**fields):
	"""A good line of 100 and the line under test, 2 × 50 unless told otherwise."""
	entered = {"quantity": "2", "unit_price": "50"} | fields
	return DocumentInput((GOOD, LineInput(**{name: Decimal(value) for name, value in entered.items()})))


def bad_document(*lines, **fields):
	return DocumentInput(lines or (GOOD,), **{name: Decimal(value) for name, value in fields.items()})


NOT_ALLOWED = LineInput(Decimal(1), Decimal(100), allow_invoice_discount=False)
RETURNED = LineInput(Decimal(-1), Decimal(100))

REFUSED = [
	(bad_line(unit_price="-0.01"), "negative_unit_price", 1, ("-0.01",)),
	(bad_line(vat_percent="-25"), "negative_vat_percent", 1, ("-25",)),
	(bad_line(line_discount_percent="100.01"), "line_discount_percent_out_of_range", 1, ("100.01",)),
	(bad_line(line_discount_percent="-1"), "line_discount_percent_out_of_range", 1, ("-1",)),
	(bad_line(line_discount_amount="-5"), "line_discount_wrong_sign", 1, ("-5", "100")),
	(bad_line(quantity="-2", line_discount_amount="5"), "line_discount_wrong_sign", 1, ("5", "-100")),
	(bad_line(line_discount_amount="100.01"), "line_discount_exceeds_gross", 1, ("100.01", "100")),
	(bad_line(quantity="0", line_discount_amount="1"), "line_discount_exceeds_gross", 1, ("1", "0")),
	(bad_line(invoice_discount_amount="-1"), "invoice_discount_wrong_sign", 1, ("-1", "100")),
	(
		bad_line(line_discount_amount="40", invoice_discount_amount="60.01"),
		"invoice_discount_exceeds_line_amount",
		1,
		("60.01", "60"),
	),
	(bad_document(invoice_discount_percent="101"), "invoice_discount_percent_out_of_range", None, ("101",)),
	(bad_document(invoice_discount_percent="-1"), "invoice_discount_percent_out_of_range", None, ("-1",)),
	(bad_document(invoice_discount_amount="-5"), "invoice_discount_wrong_sign", None, ("-5", "100")),
	(
		bad_document(GOOD, NOT_ALLOWED, invoice_discount_amount="100.01"),
		"invoice_discount_exceeds_lines",
		None,
		("100.01", "100"),
	),
	(bad_document(NOT_ALLOWED, invoice_discount_amount="1"), "no_line_allows_discount", None, ("1",)),
	(bad_document(GOOD, RETURNED, invoice_discount_amount="1"), "no_line_allows_discount", None, ("1",)),
	(bad_document(exchange_rate="0"), "exchange_rate_not_positive", None, ("0",)),
	(bad_document(exchange_rate="-7"), "exchange_rate_not_positive", None, ("-7",)),
	(bad_document(invoice_rounding_precision="-1"), "invalid_rounding_precision", None, ("-1", "2")),
	(bad_document(invoice_rounding_precision="0.005"), "invalid_rounding_precision", None, ("0.005", "2")),
]


@pytest.mark.parametrize(("document", "code", "line", "values"), REFUSED)
def test_refused(document, code, line, values):
	with pytest.raises(AmountError) as refused:
		calculate(document)
	assert (refused.value.code, refused.value.line) == (code, line)
	assert refused.value.values == tuple(Decimal(value) for value in values)


def test_every_code_in_the_table_is_raised_above():
	assert {code for _, code, _, _ in REFUSED} == set(AMOUNT_ERRORS)


def test_an_error_reads_well_and_survives_a_background_job():
	error = AmountError("line_discount_exceeds_gross", 1, (Decimal("5"), Decimal("3")))
	assert str(error) == "line_discount_exceeds_gross on line 1: line discount amount 5, gross amount 3"
	again = pickle.loads(pickle.dumps(error))
	assert (again.code, again.line, again.values) == (error.code, error.line, error.values)


@pytest.mark.parametrize(
	"document",
	[
		bad_line(line_discount_percent="100"),
		bad_line(line_discount_amount="100"),
		bad_line(quantity="-2", line_discount_amount="-100"),
		bad_document(invoice_discount_percent="0"),
		bad_document(NOT_ALLOWED, invoice_discount_amount="0"),
		bad_document(NOT_ALLOWED, invoice_discount_percent="5"),
		bad_document(RETURNED, invoice_discount_amount="-100"),
	],
)
def test_the_limits_themselves_are_allowed(document):
	assert calculate(document).amount_including_vat is not None


def test_floats_are_refused():
	with pytest.raises((TypeError, AttributeError)):
		calculate(DocumentInput((LineInput(1.5, 2.5),)))


def test_free_goods_invoiced_piece_by_piece():
	# 3 × 0.333 = 1.00, all of it discount: 0.33 + 0.34 + 0.33. A single piece grosses only 0.33.
	second = portion(Decimal("1.00"), Decimal(1), Decimal(2), Decimal(3), 2)
	gross = Decimal("0.33")
	assert second == Decimal("0.34")
	assert at_most(second, gross) == gross
	assert at_most(-second, -gross) == -gross
	assert at_most(Decimal("0.10"), gross) == Decimal("0.10")

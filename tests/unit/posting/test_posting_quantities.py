"""Quantities on an order line: the worked trace of the domain (section 3) row by row, and the identities."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import codes, comment, order_line

from sales_mgmt.findings.quantities import check_quantities
from sales_mgmt.kinds.quantities import (
	carries_quantity,
	order_line_posting,
	outstanding,
	plain,
	shipped_not_invoiced,
	suggested_to_invoice,
	suggested_to_ship,
)
from sales_mgmt.posting.core.sale.checks import check_complete


def suggestions(shipped, invoiced, quantity=D(100)):
	"""Quantity to ship and to invoice as they stand after a posting."""
	to_ship = suggested_to_ship(outstanding(quantity, shipped))
	return to_ship, suggested_to_invoice(shipped, to_ship, invoiced)


def post(to_ship, to_invoice, shipped, invoiced, *, ship, invoice):
	"""Shipped and invoiced after posting."""
	ship_now, invoice_now = order_line_posting(
		D(to_ship), D(to_invoice), D(shipped), D(invoiced), ship, invoice
	)
	return shipped + ship_now, invoiced + invoice_now


def row(to_ship, to_invoice, shipped, invoiced):
	"""A row of the trace: to ship, to invoice, shipped, invoiced, outstanding, shipped not invoiced."""
	left = outstanding(D(100), D(shipped))
	waiting = shipped_not_invoiced(D(shipped), D(invoiced))
	return tuple(int(value) for value in (to_ship, to_invoice, shipped, invoiced, left, waiting))


def test_trace_a_new_line_suggests_everything():
	assert row(*suggestions(D(0), D(0)), 0, 0) == (100, 100, 0, 0, 100, 0)


def test_trace_entering_a_quantity_to_ship_suggests_to_invoice_the_same():
	assert row(40, suggested_to_invoice(D(0), D(40), D(0)), 0, 0) == (40, 40, 0, 0, 100, 0)


def test_trace_shipping_40_leaves_60_to_ship_and_100_to_invoice():
	shipped, invoiced = post(40, 40, D(0), D(0), ship=True, invoice=False)
	assert row(*suggestions(shipped, invoiced), shipped, invoiced) == (60, 100, 40, 0, 60, 40)


def test_trace_invoicing_alone_takes_only_what_is_shipped():
	shipped, invoiced = post(60, 100, D(40), D(0), ship=False, invoice=True)
	assert row(*suggestions(shipped, invoiced), shipped, invoiced) == (60, 60, 40, 40, 60, 0)


def test_trace_ship_25_and_invoice_10_leaves_15_shipped_and_not_invoiced():
	shipped, invoiced = post(25, 10, D(40), D(40), ship=True, invoice=True)
	assert row(*suggestions(shipped, invoiced), shipped, invoiced) == (35, 50, 65, 50, 35, 15)


def test_trace_the_rest_completes_the_line():
	shipped, invoiced = post(35, 50, D(65), D(50), ship=True, invoice=True)
	assert row(*suggestions(shipped, invoiced), shipped, invoiced) == (0, 0, 100, 100, 0, 0)


def test_shipping_alone_invoices_nothing():
	assert post(40, 40, D(0), D(0), ship=True, invoice=False) == (40, 0)


def test_invoicing_alone_with_nothing_shipped_invoices_nothing():
	assert post(100, 100, D(0), D(0), ship=False, invoice=True) == (0, 0)


def test_blank_setting_suggests_to_ship_nothing():
	assert suggested_to_ship(D(60), blank=True) == 0
	assert suggested_to_invoice(D(40), D(0), D(10)) == 30


def test_comments_are_not_counted():
	assert [carries_quantity(kind) for kind in ("Item", "G/L Account", "Comment")] == [True, True, False]


@pytest.mark.parametrize(
	("counters", "expected"),
	[
		((100, 40, 0, 60, 100), []),
		((100, 40, 0, 61, 100), ["E02"]),
		((100, 40, 0, -1, 0), ["E02"]),
		((100, 40, 40, 25, 25), []),
		((100, 40, 40, 25, 26), ["qty_to_invoice"]),
		((100, 40, 0, 0, -1), ["qty_to_invoice"]),
		((39, 40, 0, 0, 0), ["quantity_below_shipped"]),
		((40, 40, 40, 0, 0), []),
	],
)
def test_no_more_than_outstanding_to_ship_and_no_more_than_shipped_to_invoice(counters, expected):
	quantity, shipped, invoiced, to_ship, to_invoice = map(D, counters)
	assert codes(check_quantities(3, quantity, shipped, invoiced, D(0), to_ship, to_invoice)) == expected


def test_refusals_say_the_row_and_the_most_that_is_possible():
	(finding,) = check_quantities(3, D(100), D("40.50000"), D(0), D(0), D(61), D(0))
	assert (finding.row, finding.values) == (3, ("3", "59.5"))
	(finding,) = check_quantities(2, D(100), D(40), D(30), D(0), D(5), D(16))
	assert (finding.row, finding.values) == (2, ("2", "15"))


@pytest.mark.parametrize(
	("cancelled", "to_ship", "expected"),
	[(50, 10, []), (50, 11, ["E02"]), (60, 0, []), (60, 1, ["E02"]), (61, 0, ["quantity_below_closed"])],
)
def test_what_was_given_up_can_not_be_shipped(cancelled, to_ship, expected):
	"""100 ordered, 40 shipped and invoiced; the rest, or a part of it, was given up."""
	findings = check_quantities(1, D(100), D(40), D(40), D(cancelled), D(to_ship), D(0))
	assert codes(findings) == expected


def test_complete_delivery_names_each_short_item_line_and_what_it_still_needs():
	lines = (
		order_line(100, 60, shipped=40),
		order_line(10, 9, name="L2"),
		order_line(5, 0, name="L3"),
		order_line(4, 0, name="L4", type="G/L Account"),
		comment(),
	)
	findings = check_complete(lines)
	assert [(finding.code, finding.values) for finding in findings] == [
		("E03", ("2", "10")),
		("E03", ("3", "5")),
	]


@pytest.mark.parametrize(
	("value", "text"),
	[("100", "100"), ("2.50000", "2.5"), ("0.00001", "0.00001"), ("1E+2", "100"), ("0.000", "0")],
)
def test_quantities_in_messages_have_no_trailing_zeros(value, text):
	assert plain(D(value)) == text


amounts = st.decimals(0, 10_000, places=5)


@given(
	quantity=amounts, parts=st.lists(st.tuples(amounts, amounts, st.booleans(), st.booleans()), max_size=8)
)
def test_identities_hold_after_every_posting(quantity, parts):
	"""0 ≤ invoiced ≤ shipped ≤ quantity, and what is suggested next is always allowed."""
	shipped = invoiced = D(0)
	for to_ship, to_invoice, ship, invoice in parts:
		to_ship = min(to_ship, outstanding(quantity, shipped))
		shipped, invoiced = post(to_ship, to_invoice, shipped, invoiced, ship=ship, invoice=invoice)
		assert 0 <= invoiced <= shipped <= quantity
		to_ship, to_invoice = suggestions(shipped, invoiced, quantity)
		assert to_ship == quantity - shipped
		assert to_invoice == quantity - invoiced
		assert check_quantities(1, quantity, shipped, invoiced, D(0), to_ship, to_invoice) == []


@given(quantity=amounts, shipped=amounts, invoiced=amounts)
def test_posting_the_suggestions_completes_the_line(quantity, shipped, invoiced):
	shipped = min(shipped, quantity)
	invoiced = min(invoiced, shipped)
	to_ship, to_invoice = suggestions(shipped, invoiced, quantity)
	assert post(to_ship, to_invoice, shipped, invoiced, ship=True, invoice=True) == (quantity, quantity)

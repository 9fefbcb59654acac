"""Statuses follow from the lines and from what remains, never from a rounded percentage."""

from decimal import Decimal as D

import pytest

from sales_mgmt.kinds.status import (
	Counters,
	invoice_status,
	invoicing_status,
	is_completed,
	shipping_status,
	what_remains,
)


def lines(*counters):
	return [Counters(*map(D, line)) for line in counters]


@pytest.mark.parametrize(
	("counters", "shipping", "invoicing", "completed"),
	[
		([(10, 0, 0)], "Not Shipped", "Not Invoiced", False),
		([(10, 4, 0)], "Partly Shipped", "Not Invoiced", False),
		([(10, 10, 0)], "Shipped", "Not Invoiced", False),
		([(10, 10, 4)], "Shipped", "Partly Invoiced", False),
		([(10, 10, 10)], "Shipped", "Invoiced", True),
		([(10, 10, 10), (5, 0, 0)], "Partly Shipped", "Partly Invoiced", False),
		([(10, 10, 10), (0, 0, 0)], "Shipped", "Invoiced", True),
		([(0, 0, 0)], "Not Shipped", "Not Invoiced", False),
		([], "Not Shipped", "Not Invoiced", False),
	],
)
def test_statuses_of_an_order(counters, shipping, invoicing, completed):
	order = lines(*counters)
	assert (shipping_status(order), invoicing_status(order), is_completed(order)) == (
		shipping,
		invoicing,
		completed,
	)


@pytest.mark.parametrize(
	("counters", "shipping", "invoicing", "completed"),
	[
		([(100, 0, 0, 100)], "Not Shipped", "Not Invoiced", True),
		([(100, 40, 0, 60)], "Shipped", "Not Invoiced", False),
		([(100, 40, 40, 60)], "Shipped", "Invoiced", True),
		([(100, 40, 40, 50)], "Partly Shipped", "Partly Invoiced", False),
		([(10, 10, 10, 0), (5, 0, 0, 5)], "Shipped", "Invoiced", True),
		([(10, 0, 0, 0), (5, 0, 0, 5)], "Not Shipped", "Not Invoiced", False),
	],
)
def test_what_was_given_up_is_not_waited_for(counters, shipping, invoicing, completed):
	order = lines(*counters)
	assert (shipping_status(order), invoicing_status(order)) == (shipping, invoicing)
	assert is_completed(order) is completed


def test_one_piece_in_a_million_keeps_the_order_open():
	order = lines((1_000_000, 1_000_000, 1_000_000), ("0.00001", 0, 0))
	assert shipping_status(order) == "Partly Shipped"
	assert invoicing_status(order) == "Partly Invoiced"
	assert not is_completed(order)


def test_all_but_the_last_thousandth_is_not_all():
	assert shipping_status(lines((1000, "999.99999", 0))) == "Partly Shipped"
	assert invoicing_status(lines((1000, 1000, "999.99999"))) == "Partly Invoiced"
	assert not is_completed(lines((1000, 1000, "999.99999")))


def test_statuses_may_be_asked_of_a_generator():
	assert shipping_status(line for line in lines((1, 1, 0))) == "Shipped"
	assert is_completed(line for line in lines((1, 1, 1)))


@pytest.mark.parametrize(
	("amount", "remaining", "status"),
	[
		("1250", "1250", "Unpaid"),
		("1250", "1249.99", "Partly Paid"),
		("1250", "0.01", "Partly Paid"),
		("1250", "0.00", "Paid"),
		("0", "0", "Paid"),
	],
)
def test_status_of_an_invoice(amount, remaining, status):
	assert invoice_status(D(amount), D(remaining)) == status


def test_documents_show_what_remains_with_the_sign_of_their_amounts():
	"""125 billed, 125 given back: +125 and -125 in the ledger, 125 on either document. Nothing is never -0."""
	assert what_remains("Sales Invoice", D(125)) == 125
	assert what_remains("Sales Credit Memo", D(-125)) == 125
	assert str(what_remains("Sales Credit Memo", D(0))) == "0"

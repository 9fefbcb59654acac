"""What is said about a customer's credit, by limit, exposure and setting."""

from decimal import Decimal as D

import pytest

from sales_mgmt.findings.finding import Severity, blocking
from sales_mgmt.money.credit import Exposure, credit_warnings, not_invoiced

SETTINGS = ("Both Warnings", "Credit Limit", "Overdue Balance", "No Warning")


def codes(limit, exposure, setting="Both Warnings"):
	return [finding.code for finding in credit_warnings("C-1", D(limit), exposure, setting, str)]


def test_s02_3_the_whole_exposure_is_compared_with_the_limit():
	"""Balance 9,500 and a document of 600 go over a limit of 10,000: 10,100."""
	(finding,) = credit_warnings(
		"C-1", D(10000), Exposure(balance=D(9500), this_document=D(600)), "Both Warnings", str
	)
	assert finding.code == "credit_limit"
	assert finding.values == ("C-1", "10000", "9500", "0", "0", "600", "10100")
	assert finding.severity is Severity.WARN and blocking([finding]) == []
	assert finding.link == ("Customer", "C-1")


@pytest.mark.parametrize("part", ["balance", "outstanding_orders", "shipped_not_invoiced", "this_document"])
def test_every_part_counts(part):
	assert Exposure(**{part: D(7)}).total == 7
	assert codes(6, Exposure(**{part: D(7)})) == ["credit_limit"]


@pytest.mark.parametrize(
	("limit", "total", "warned"),
	[(100, "100", False), (100, "100.01", True), (0, "5", False), (0, "0", False)],
)
def test_s02_4_reaching_the_limit_is_allowed_and_zero_is_no_limit(limit, total, warned):
	assert bool(codes(limit, Exposure(balance=D(total)))) == warned


@pytest.mark.parametrize(
	("setting", "expected"),
	zip(
		SETTINGS,
		[["credit_limit", "overdue_balance"], ["credit_limit"], ["overdue_balance"], []],
		strict=True,
	),
)
def test_s02_5_the_setting_chooses(setting, expected):
	assert codes(100, Exposure(balance=D(200), balance_due=D(1)), setting) == expected


def test_nothing_due_is_not_overdue():
	assert codes(0, Exposure(balance=D(200))) == []


@pytest.mark.parametrize(
	("amount", "quantity", "invoiced", "left"),
	[
		("1250", "10", "0", "1250"),
		("1250", "10", "4", "750"),
		("1250", "10", "10", "0"),
		("0", "0", "0", "0"),
	],
)
def test_the_part_of_a_line_that_is_not_invoiced(amount, quantity, invoiced, left):
	assert not_invoiced(D(amount), D(quantity), D(invoiced)) == D(left)

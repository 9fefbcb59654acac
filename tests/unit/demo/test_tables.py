import pytest

from dev.demo.tables import Column, shown, table


@pytest.mark.parametrize(
	("kind", "value", "text"),
	[
		("money", 1234.5, "1,234.50"),
		("money", -0.0, "0.00"),
		("money", None, "0.00"),
		("number", 10.0, "10"),
		("number", 100, "100"),
		("number", 2.25, "2.25"),
		("text", None, ""),
		("text", 0, "0"),
	],
)
def test_values_are_shown_by_kind(kind, value, text):
	assert shown(kind, value) == text


def test_columns_are_aligned_and_summed_up():
	columns = [Column("Account", "account"), Column("Amount", "amount", "money", total=True)]
	lines = table(columns, [{"account": "1500", "amount": 1125}, {"account": "3000 Sales", "amount": -1125}])
	assert lines.splitlines() == [
		"    Account        Amount",
		"    ──────────  ─────────",
		"    1500         1,125.00",
		"    3000 Sales  -1,125.00",
		"    ──────────  ─────────",
		"                     0.00",
	]


def test_sums_have_no_binary_noise():
	columns = [Column("Amount", "amount", "number", total=True)]
	assert table(columns, [{"amount": 0.1}, {"amount": 0.2}]).splitlines()[-1].strip() == "0.3"

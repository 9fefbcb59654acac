"""The sentences of the trace: every code has one, every placeholder a value, and no framework is needed."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pricing_examples import a_line, agreed

from sales_mgmt.pricing import REASONS, Reason, choose

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "sales_mgmt" / "pricing"
EURO = {"currency": "EUR", "exchange_rate": "7.45"}

TRACES = [
	(EURO, [{"unit_price": "9", "currency": "EUR"}, {"unit_price": "9"}]),
	({}, [{"unit_price": "9"}, {"unit_price": "9"}, {"unit_price": "10"}]),
	({}, [{"unit_price": "9", "allow_line_discount": False}, {"line_discount_percent": "5"}]),
	({}, []),
	({}, [{"unit_price": "9", "currency": "USD"}]),
	({}, [{"unit_price": "9", "product": "OTHER"}]),
	({}, [{"unit_price": "9", "product_type": "Item Discount Group"}]),
	({}, [{"unit_price": "9", "product_type": "Item Discount Group", "product": "TOOLS"}]),
	({}, [{"unit_price": "9", "applies_to": "Customer", "applies_to_name": "C11"}]),
	({}, [{"unit_price": "9", "applies_to": "Customer Price Group", "applies_to_name": "X"}]),
	({}, [{"unit_price": "9", "applies_to": "Customer Discount Group", "applies_to_name": "X"}]),
	({}, [{"unit_price": "9", "status": "Draft"}, {"unit_price": "9", "status": "Inactive"}]),
	({}, [{"unit_price": "9", "line_status": "Draft"}, {"unit_price": "9", "line_status": "Inactive"}]),
	({}, [{"unit_price": "9", "starting_date": date.max}, {"unit_price": "9", "ending_date": date.min}]),
	({}, [{"unit_price": "9", "uom": "BOX"}, {"defines": "Price"}]),
	({}, [{"unit_price": "9", "minimum_quantity": "99"}]),
	({}, [{"unit_price": "9", "minimum_quantity": "99", "uom": "PCS"}]),
]


def rows():
	for line, agreements in TRACES:
		yield from choose(
			a_line(**line), [agreed(str(number), **values) for number, values in enumerate(agreements)]
		).trace


def test_every_code_of_the_table_can_be_told():
	assert {row.reason.code for row in rows()} == set(REASONS)


def test_every_placeholder_has_a_value():
	for row in rows():
		placeholders = set(re.findall(r"{(\d)}", row.reason.message))
		assert placeholders == {str(number) for number in range(len(row.reason.values))}, row.reason


@pytest.mark.parametrize("message", REASONS.values(), ids=REASONS)
def test_a_reason_is_a_whole_sentence(message):
	assert message.endswith(".")
	assert message[0].isupper() or message.startswith("{0}")


def test_a_reason_reads_like_one():
	assert Reason("ended", ("31.03.2026", "01.04.2026")).message.format("31.03.2026", "01.04.2026") == (
		"Valid until 31.03.2026; the document is dated 01.04.2026."
	)


def test_the_package_runs_without_the_framework():
	program = "import sys; sys.modules['frappe'] = None; import sales_mgmt.pricing"
	result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
	assert result.returncode == 0, result.stderr
	modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
	loaded = "print(*(name for name in sys.modules if name.startswith('sales_mgmt.pricing.')))"
	result = subprocess.run(
		[sys.executable, "-c", f"{program}; {loaded}"], cwd=ROOT, capture_output=True, text=True
	)
	assert {name.rpartition(".")[2] for name in result.stdout.split()} == modules

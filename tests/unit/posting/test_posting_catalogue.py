"""The findings as texts: every sentence has one numbered placeholder per value, wherever in the app it stands."""

import ast
import re
from decimal import Decimal as D
from pathlib import Path

import pytest
from posting_facts import header, order_line, sale

from sales_mgmt.amounts import AmountError
from sales_mgmt.amounts.errors import AMOUNT_ERRORS
from sales_mgmt.findings.amounts import DOCUMENT_MESSAGES, LINE_MESSAGES, amount_finding
from sales_mgmt.findings.finding import Finding, PostingRefused, Severity, blocking
from sales_mgmt.posting.core.dates import CLOSED_STATUSES
from sales_mgmt.posting.core.facts import Accounts
from sales_mgmt.posting.core.sale.sale import plan_sale

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"


def placeholders(message):
	return set(map(int, re.findall(r"\{(\d+)\}", message)))


def sentences_in(function):
	"""(line, variable, text) of the sentences that a function gives a name."""
	return [
		(node.lineno, node.targets[0].id, sentence_of(node.value))
		for node in ast.walk(function)
		if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and sentence_of(node.value)
	]


def named_sentence(call, named):
	"""The sentence last given to the variable before the call."""
	variable = getattr(call.args[1], "id", "")
	before = [(line, text) for line, name, text in named if name == variable and line < call.lineno]
	return max(before)[1] if before else None


def sentence_of(node):
	if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sentence":
		return ast.literal_eval(node.args[0])
	return None


def written_findings(source):
	"""(line, message, number of values) of every `Finding(…)` whose message stands in the same function."""
	for function in ast.walk(ast.parse(source)):
		if not isinstance(function, ast.FunctionDef):
			continue
		named = sentences_in(function)
		for call in ast.walk(function):
			if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding"):
				continue
			message = sentence_of(call.args[1]) or named_sentence(call, named)
			values = call.args[2] if len(call.args) > 2 else ast.Tuple([])
			if message and isinstance(values, ast.Tuple):
				yield call.lineno, message, len(values.elts)


def test_every_finding_in_the_app_fills_its_placeholders():
	checked, wrong = 0, []
	for file in sorted(APP.rglob("*.py")):
		for line, message, values in written_findings(file.read_text(encoding="utf-8")):
			checked += 1
			if placeholders(message) != set(range(values)):
				wrong.append((file.name, line, message))
	assert wrong == []
	assert checked > 20


def test_the_search_sees_a_wrong_number_of_values():
	source = 'def check():\n\tmessage = sentence("Row {0}: {1}.")\n\treturn Finding("x", message, (row,))\n'
	assert [(placeholders(text), values) for _, text, values in written_findings(source)] == [({0, 1}, 1)]


@pytest.mark.parametrize("code", AMOUNT_ERRORS)
def test_every_impossible_amount_has_a_sentence_that_names_its_values(code):
	values = tuple(D(index) for index in range(len(AMOUNT_ERRORS[code])))
	assert code in LINE_MESSAGES or code in DOCUMENT_MESSAGES
	if code in LINE_MESSAGES:
		finding = amount_finding(AmountError(code, 1, values), [3, 7])
		assert (finding.row, finding.values[0]) == (7, "7")
		assert placeholders(finding.message) == set(range(len(finding.values)))
	if code in DOCUMENT_MESSAGES:
		finding = amount_finding(AmountError(code, None, values), [3, 7])
		assert finding.row is None
		assert placeholders(finding.message) == set(range(len(finding.values)))


@pytest.mark.parametrize(
	("code", "on_line"),
	[
		("negative_unit_price", True),
		("negative_vat_percent", True),
		("line_discount_percent_out_of_range", True),
		("line_discount_wrong_sign", True),
		("line_discount_exceeds_gross", True),
		("invoice_discount_exceeds_line_amount", True),
		("invoice_discount_wrong_sign", True),
		("invoice_discount_wrong_sign", False),
		("invoice_discount_exceeds_lines", False),
		("no_line_allows_discount", False),
	],
)
def test_an_impossible_amount_names_the_row_when_it_stands_on_one(code, on_line):
	values = tuple(D(index) for index in range(len(AMOUNT_ERRORS[code])))
	finding = amount_finding(AmountError(code, 0 if on_line else None, values), [5])
	assert (finding.row, finding.code) == (5 if on_line else None, code)
	assert finding.message.format(*finding.values)


def test_statuses_that_close_a_document_are_told_without_values():
	assert all(not placeholders(message) for message in CLOSED_STATUSES.values())


@pytest.mark.parametrize("blocked", ["Ship", "Invoice", "All"])
def test_sentences_that_are_handed_on_are_filled_too(blocked):
	"""Findings built by a helper: blocked customers and missing accounts."""
	facts = sale(
		order_line(10, 10, 10),
		of=header(blocked=blocked, bill_to_blocked=blocked),
		accounts=Accounts(),
		levels={},
	)
	with pytest.raises(PostingRefused) as caught:
		plan_sale(facts)
	for finding in caught.value.findings:
		assert placeholders(finding.message) == set(range(len(finding.values)))
		assert finding.message in str(caught.value)


def test_warnings_do_not_block():
	warning = Finding("limit", "Over the limit.", severity=Severity.WARN)
	stop = Finding("E09", "Blocked.")
	assert blocking([warning, stop]) == [stop]
	assert blocking([warning]) == []

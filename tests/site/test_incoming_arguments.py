"""Every whitelisted function of the app reads its arguments by one mechanism, and says what it can not read."""

import inspect
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import frappe
import pytest
from build import OSLO

import sales_mgmt
from sales_mgmt import api
from sales_mgmt.incoming.arguments import checked
from sales_mgmt.incoming.refusal import IncomingError

HUGE = "9" * 1_000_000
JUNK = [
	None, "", "abc", "1,5", "NaN", "Infinity", float("nan"), float("inf"), 1e15, 1e-30, -1, 10**30, True, "2026-02-30",
	"0000-00-00", HUGE, [], [1], [None], [["a"]], {}, {"a": 1}, "[", "{", "[1", '{"a": [', "[[[]]]", "null", "\ud800",
	{"doctype": "Sales Order", "lines": "abc"}, {"doctype": ["Sales Order"]}, [{"entry": ["x"]}], "'; DROP TABLE x",
]  # fmt: skip

LOGGED = ("customer_statement", "pick_instruction", "download_pdf")
"""Frappe's access log is committed at once: what was printed was printed."""


def actions():
	for module in walk_packages(sales_mgmt.__path__, "sales_mgmt."):
		if ".patches" not in module.name and ".doctype." not in module.name:
			import_module(module.name)
	ours = [function for function in frappe.whitelisted if function.__module__.startswith("sales_mgmt.")]
	return sorted(ours, key=lambda function: (function.__module__, function.__name__))


def test_every_action_passes_the_door(site):
	assert len(actions()) > 80
	assert [function for function in actions() if not _behind_the_door(function)] == []
	sources = Path(sales_mgmt.__file__).parent.rglob("*.py")
	direct = [file.name for file in sources if "@frappe.whitelist" in file.read_text(encoding="utf-8")]
	assert direct == []


def _behind_the_door(function):
	while function:
		if getattr(function, "passes_the_door", False):
			return True
		function = getattr(function, "__wrapped__", None)
	return False


def test_crafted_calls_to_every_action_are_answered_with_a_sentence(site):
	wrong = []
	for function in actions():
		for name in inspect.signature(function).parameters:
			for value in JUNK:
				given = {
					other: _harmless(other)
					for other in inspect.signature(function).parameters
					if other != name
				}
				if found := unexpected(function, {**given, name: value}):
					wrong.append(found)
	assert "\n".join(dict.fromkeys(wrong)) == ""


def _harmless(name):
	known = {"doctype": "Sales Order", "doc": {"doctype": "Sales Order", "lines": []}, "customer": OSLO}
	days = dict.fromkeys(("posting_date", "start", "end", "from_date", "to_date"), "2026-03-02")
	return {**known, **days}.get(name, "1")


def unexpected(function, arguments):
	"""What is no sentence of a call, rolled back; None where all is well."""
	frappe.db.transaction_writes += 1  # somebody wrote before, so nobody commits on the way
	frappe.db.savepoint("crafted")
	try:
		frappe.call(function, **arguments)
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError):
		pass
	except Exception as error:
		shown = {name: repr(value)[:40] for name, value in arguments.items()}
		return f"{function.__name__}({shown}): {type(error).__name__}: {str(error)[:200]}"
	finally:
		try:
			frappe.db.rollback(save_point="crafted")
		except frappe.db.OperationalError:
			if function.__name__ not in LOGGED:
				return f"{function.__name__} ended the transaction of its caller"
		finally:
			frappe.local.message_log = []
	return None


@pytest.mark.parametrize(
	("arguments", "words"),
	[
		({"customer": ["x"]}, "Customer.*a text is expected"),
		({"amount": "abc"}, "Amount.*abc is not a number"),
		({"amount": 1e15}, "Amount.*too large"),
		({"posting_date": "2026-02-30"}, "Posting Date.*no day 2026-02-30"),
		({"posting_date": ""}, "Posting Date.*has to be said"),
		({"apply_to": "[1"}, "Apply To.*not valid JSON"),
		({"apply_to": [{"entry": "x", "amount": "abc"}]}, "Row 1, Amount.*not a number"),
		({"accept_tolerance": "abc"}, "Accept Tolerance.*neither yes nor no"),
	],
)
def test_the_sentence_names_the_argument(site, arguments, words):
	given = {"customer": OSLO, "amount": 5, "posting_date": "2026-03-02", **arguments}
	with pytest.raises(IncomingError, match=words):
		api.register_payment(**given)


def test_all_arguments_are_named_at_once(site):
	with pytest.raises(IncomingError, match=r"Customer.*Amount.*Posting Date"):
		api.register_payment(customer=[], amount="x", posting_date="y")


def test_what_a_function_gets():
	@checked
	def given(
		name: str,
		yes: bool = False,
		day: date | None = None,
		amount: float | None = None,
		names: list[str] | None = None,
		values: dict | None = None,
	) -> tuple:
		return name, yes, day, amount, names, values

	assert given("a", "1", "02-03-2026", "1.250,50", "SO-1", '{"a": 1}') == (
		"a", True, date(2026, 3, 2), 1250.5, ["SO-1"], {"a": 1},
	)  # fmt: skip
	assert given(5, "", "", "", "", "") == ("5", False, None, None, None, None)
	assert given("a", names='["x", "y"]', amount=1.234)[3:5] == (1.234, ["x", "y"])


def test_combine_return_receipts_wants_a_date(site):
	for blank in ("", None):
		with pytest.raises(IncomingError, match="Posting Date"):
			api.combine_return_receipts(blank)


def test_statistics_ask_for_the_ledger(site, monkeypatch):
	asked = []
	monkeypatch.setattr(
		"sales_mgmt.api.customers.require", lambda doctype, right, *_name: asked.append((doctype, right))
	)
	api.customer_statistics(OSLO)
	assert ("Customer Ledger Entry", "read") in asked

"""What is said to the user goes through a translation function."""

import pytest

from dev.texts.unmarked import in_javascript, in_python, unmarked


def test_nothing_is_said_in_english_only():
	assert list(unmarked()) == []


@pytest.mark.parametrize(
	"code", ['frappe.throw("No.")', 'frappe.msgprint(f"{a} is b")', 'frappe.throw(x, title="No")']
)
def test_plain_python_messages_are_found(code):
	assert list(in_python(code, "a.py")) == ["a.py:1"]


@pytest.mark.parametrize(
	"code", ['frappe.throw(_("No."))', 'frappe.throw(f"{said} {hint}")', "frappe.throw(x)"]
)
def test_marked_python_messages_are_not(code):
	assert list(in_python(code, "a.py")) == []


def test_plain_javascript_texts_are_found():
	code = (
		'f({ label: __("Item") });\nf({ label: "Item" });\nfrappe.throw("No.");\nf({ label: column.label });'
	)
	assert list(in_javascript(code, "a.js")) == ["a.js:2", "a.js:3"]

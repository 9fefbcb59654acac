"""What the extraction finds in each kind of file, and what it refuses."""

import pytest

from dev.texts import from_code, from_python, from_records
from dev.texts.text import Text, Unreadable


def python(code):
	return list(from_python.read(code, "a.py"))


def javascript(code):
	return list(from_code.read(code, "a.js", mark="__"))


def test_python_texts_are_read_whole_with_their_context():
	found = python('_("Two "\n"halves.")\n_("Post", context="verb")\nsentence("Of the {0}.")\n_(variable)')
	assert found == [Text("Two halves."), Text("Post", "verb"), Text("Of the {0}.")]


def test_both_branches_of_a_choice_are_texts():
	assert python('_("Sale" if sold else "Return")') == [Text("Sale"), Text("Return")]


def test_fields_that_the_app_adds_are_read():
	code = '[{"fieldname": "agent", "label": "Agent", "description": "Who carries it."}, {"label": "Other"}]'
	assert python(code) == [Text("Agent"), Text("Who carries it.")]


@pytest.mark.parametrize(
	"code", ['_(f"Row {row}")', '_("Row " + row)', '_("Row {0}".format(row))', '_("%s" % row)']
)
def test_a_text_that_is_put_together_can_not_be_translated(code):
	assert [type(found) for found in python(code)] == [Unreadable]


def test_javascript_texts_are_read_with_their_context():
	code = """__("Row {0}: \\u2026", [row.idx]); __('It\\'s', null, "verb"); __(variable);
// __("not this")
__(`plain`)"""
	assert javascript(code) == [Text("Row {0}: …"), Text("It's", "verb"), Text("plain")]


@pytest.mark.parametrize("code", ["__(`Row ${row}`)", '__("Row " + row)', '__("Row" ? 1 : 2)'])
def test_a_javascript_text_that_is_put_together_can_not_be_translated(code):
	assert [type(found) for found in javascript(code)] == [Unreadable]


def test_jinja_texts_are_read_and_comments_are_not():
	found = list(
		from_code.read('{# _("no") #}{{ _("Total") | e }}{{ _("Post", context="verb") }}', "a.html", "_")
	)
	assert found == [Text("Total"), Text("Post", "verb")]


def test_choices_are_texts_and_series_of_numbers_are_not():
	fields = [
		{"fieldname": "status", "fieldtype": "Select", "label": "Status", "options": "\nOpen\n10"},
		{"fieldname": "naming_series", "fieldtype": "Select", "label": "Series", "options": "SO-.#####"},
	]
	doctype = {"doctype": "DocType", "name": "Order", "module": "Sales", "fields": fields}
	assert {text.source for text in from_records.read(doctype, "x")} == {
		*("Order", "Sales", "Status", "Series", "Open"),
	}


def test_a_kind_of_record_nobody_decided_about_is_an_error():
	with pytest.raises(KeyError):
		list(from_records.read({"doctype": "Something New"}, "x"))

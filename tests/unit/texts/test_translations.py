"""Norwegian is complete and says the same as English: every text, every placeholder, every tag."""

import re

import pytest

from dev.texts import catalog
from dev.texts.collect import collect
from dev.texts.text import placeholders, tags

TEXTS, UNREADABLE = collect()
USED = {text.key for text in TEXTS}


@pytest.fixture(scope="module", params=catalog.LANGUAGES)
def rows(request):
	return catalog.rows(request.param)


def test_texts_are_written_whole_so_that_they_can_be_translated():
	assert UNREADABLE == []


def test_every_text_has_its_translation(rows):
	translated = {(row[0], row[2] if len(row) > 2 else "") for row in rows}
	assert [(text.place, text.source) for text in TEXTS if text.key not in translated] == []


def test_a_translation_whose_text_is_gone_goes_too(rows):
	assert [row for row in rows if (row[0], row[2] if len(row) > 2 else "") not in USED] == []


def test_no_text_is_translated_twice(rows):
	keys = [(row[0], *row[2:]) for row in rows]
	assert sorted(keys) == sorted(set(keys))


def test_rows_have_two_or_three_filled_columns(rows):
	assert [row for row in rows if len(row) not in (2, 3) or not all(row)] == []


def test_no_placeholder_is_lost_or_invented(rows):
	assert [row for row in rows if placeholders(row[0]) != placeholders(row[1])] == []


def test_tags_stay(rows):
	assert [row for row in rows if tags(row[0]) != tags(row[1])] == []


def test_no_blank_stands_before_or_after(rows):
	assert [row for row in rows for text in row if text != text.strip()] == []


def test_a_sentence_ends_as_its_source_does(rows):
	"""The question mark of a question, the dots of a button that opens a dialog."""
	assert [row for row in rows if end(row[0]) != end(row[1])] == []


def end(text):
	last = text.replace("...", "…")[-1]
	return last if last in "…?:" else ""


def test_rows_are_sorted_so_that_branches_merge(rows):
	keys = [(row[0], row[2] if len(row) > 2 else "") for row in rows]
	assert keys == sorted(keys)


def test_both_codes_of_norwegian_say_the_same():
	assert catalog.path("no").read_bytes() == catalog.path("nb").read_bytes()


def test_texts_with_tags_are_not_given_to_python():
	"""Frappe's `_` takes the tags off before it looks a text up, so such a text would stay English."""
	assert [text for text in TEXTS if ".py:" in text.place and tags(text.source)] == []


MVA = re.compile(r"(?<![\w-])mva(?![\w])", re.IGNORECASE)


def test_vat_has_one_name(rows):
	"""Mva. with a point, or mva- in front of a word; in capitals only where a company is registered."""
	for _source, said, *_context in rows:
		for match in MVA.finditer(said.replace("000 MVA", "")):
			assert match.group() in ("mva", "Mva") and said[match.end() : match.end() + 1] in (".", "-"), said
		assert not re.search(r"\bmoms|merverdi|bransje", said, re.IGNORECASE), said

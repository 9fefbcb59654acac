"""Texts of JavaScript (`__("…")`) and of Jinja templates (`_("…")`): the literal first argument, and the context."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dev.texts.text import Text, Unreadable

CALL = re.compile(r"(?<![\w$.])(__?)\(\s*")
LITERAL = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""", re.S)
CHOICES = re.compile(
	r"""(?:\boptions:\s*|\bselect_filter\([^\[\]()]*(?:\([^()]*\))[^\[\]()]*)\[((?:\s*"[^"\n]*"\s*,?)+)\s*\]"""
)
"""Choices that Frappe, or `select_filter`, translates by itself."""
CONTEXT = re.compile(r"""context\s*=\s*(["'])(.*?)\1""")
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.S)
CONTROL = {"n": "\n", "t": "\t", "\n": ""}
COMMENT = re.compile(r"^[ \t]*//[^\n]*|\{#-? .*?#\}|/\*\*.*?\*/", re.S | re.M)


def read(code: str, place: str, mark: str) -> Iterator[Text | Unreadable]:
	"""`mark` is `__` in what the browser runs and `_` in Jinja."""
	code = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), code)
	for choices in CHOICES.finditer(code):
		here = f"{place}:{code.count(chr(10), 0, choices.start()) + 1}"
		for choice in re.findall(r'"([^"\n]*)"', choices.group(1)):
			yield Text(choice, place=here)
	for call in CALL.finditer(code):
		if call.group(1) != mark:
			continue
		here = f"{place}:{code.count(chr(10), 0, call.start()) + 1}"
		literal = LITERAL.match(code, call.end())
		if not literal:
			continue
		after = code[literal.end() :].lstrip()
		if literal.group(1) == "`" and "${" in literal.group(2):
			yield Unreadable(here, "the text is put together from parts")
		elif not after.startswith((",", ")")):
			yield Unreadable(here, "the text is put together from parts")
		else:
			yield Text(_plain(literal.group(2)), _context(_arguments(code, literal.end())), here)


def _plain(literal: str) -> str:
	def character(escape: re.Match) -> str:
		code = escape.group(1)
		return chr(int(code[1:], 16)) if len(code) == 5 else CONTROL.get(code, code)

	return ESCAPE.sub(character, literal)


def _arguments(code: str, start: int) -> str:
	"""What stands between the text and the bracket that closes the call."""
	depth = 0
	for position in range(start, len(code)):
		if code[position] in "([{":
			depth += 1
		elif code[position] in ")]}":
			if depth == 0:
				return code[start:position]
			depth -= 1
	return ""


def _context(arguments: str) -> str:
	"""The third argument in JavaScript, `context=` in Jinja."""
	if named := CONTEXT.search(arguments):
		return named.group(2)
	bare = re.sub(r"\[[^\[\]]*\]|\{[^{}]*\}|\([^()]*\)", "", arguments)
	parts = bare.split(",")
	literal = LITERAL.fullmatch(parts[2].strip()) if len(parts) == 3 else None
	return literal.group(2) if literal else ""

"""What JavaScript puts into HTML is escaped there, by `text()` of public/js/text.js or by what escapes as well.

Looked at: every template with a tag in it and everything that it interpolates, templates inside of it too, and tags glued to
values with a plus. An interpolation is fine if it is escaped, translated, a figure, a further template, or one of REASONED.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"
TAG = re.compile(r"<\s*/?[a-z]", re.IGNORECASE)
GLUED = re.compile(
	r"""(["'])[^"'\n]*<\s*/?[a-z][^"'\n]*\1\s*\+|\+\s*(["'])[^"'\n]*<\s*/?[a-z]""", re.IGNORECASE
)
ESCAPED = re.compile(
	r"(text|as_text|frappe\.utils\.escape_html|escape_html|escape|__|frappe\.datetime\.str_to_user|format_currency|format_number"
	r"|plain_number|price_text|cint|flt|encodeURIComponent|frappe\.utils\.icon|frappe\.utils\.get_form_link"
	r"|sales_mgmt\.text|sales_mgmt\.plain_number|sales_mgmt\.price_text)\("
)
FIGURE = re.compile(
	r"[\w.]+\.(length|idx|size)|\d+|[A-Z][A-Z0-9_]*(\.\w+|\[\w+\])?|[\w.]*(colou?r|index|number|count)"
)
WHOLE = re.compile(r"[\w.]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
HOLE = "\0"
"""Stands for a template inside of an expression."""

REASONED: dict[str, dict[str, list[str]]] = {
	"Labels of this file's own tables, each a translated sentence": {
		"public/js/charge_dialog.js": ["label()", "method", "name", "title", "field", "group"],
		"public/js/customer_statistics.js": ["label"],
		"public/js/findings.js": ["title()"],
		"public/js/item_stock.js": ["label()"],
		"public/js/line_stock.js": ["look", "label"],
		"public/js/line_tracking.js": ["label"],
		"public/js/lists.js": ["column_html"],  # what a formatter of a list returns is HTML
		"public/js/payments/payment_table.js": ["label()", "nothing_unpaid()", "classes", "label"],
		"public/js/price_details.js": ["title"],
		"public/js/recurring_invoices.js": ["STATUS[status]()", "label"],
		"public/js/undo_dialog.js": ["words.what_happens()"],
		"public/js/results.js": ['ok ? done : __("Failed")'],
		"public/js/post_dialog.js": ["question"],
		"public/js/post_batch.js": ["text"],
	},
	"A figure, or a class": {
		"public/js/charge_dialog.js": ["number(value)", "number(row.qty_assigned)", "number(row.quantity)"],
		"public/js/payments/payment_table.js": ["money(row.remaining_with_discount, row)"],
		"public/js/line_tracking.js": ["row"],
		"public/js/preview_dialog.js": ["align(df)"],
		"public/js/price_details.js": ["shown"],
		"public/js/recurring_invoices.js": ["percent"],
	},
	"Names that the database makes, of rows and entries, and of DocTypes and fields": {
		"public/js/charge_dialog.js": ["row.line"],
		"public/js/payments/payment_table.js": ["row.entry"],
		"public/js/preview_dialog.js": ["ledger"],
		"public/js/lists.js": ["df.fieldname"],
	},
	"Built in this file of templates that are looked at by themselves": {
		"public/js/archived_version.js": ['facts.join("")'],
		"public/js/charge_dialog.js": ["buttons", "body || empty", "where"],
		"public/js/combine_receipts.js": ['[...made, ...left].join("")', "html"],
		"public/js/customer_statistics.js": ['rows.join("")'],
		"public/js/find_entries.js": ['rows.join("")'],
		"public/js/item_stock.js": ['cells.join("")'],
		"public/js/line_tracking.js": ['rows.join("")'],
		"public/js/payments/payment_table.js": ['head.join("")', "html(row)", 'cells.join("")'],
		"public/js/payments/register_payments.js": ["html"],
		"public/js/preview_dialog.js": ['counts.join("")', 'cells.join("")'],
		"public/js/results.js": ["one", "notes"],
	},
	"Sentences whose values were escaped when they were filled in": {
		"public/js/actions/corrections.js": ["sentence"],
		"public/js/guarded.js": ["question"],
		"public/js/say_above.js": ["about", "html"],
		"public/js/outlook.js": ["sentence"],
		"public/js/conflict.js": ["sentence(change)"],
		"public/js/paste_lines.js": ["message", "text"],
		"public/js/payments/application_dialog.js": ["question"],
		"public/js/quote.js": ["remark"],
	},
	"Safe HTML of the server (texts/messages.py), or of Frappe": {
		"public/js/price_details.js": ["reason"],
		"public/js/empty_states.js": ["message"],
	},
	"What Frappe's formatter made of the value; it escapes on our reports (show_texts_as_text), or a figure": {
		"receivables/report/aged_receivables/aged_receivables.js": ["shown"],
		"receivables/report/customer_statement/customer_statement.js": ["shown"],
		"sales_mgmt/report/picking_list/picking_list.js": ['value || ""', 'shown || ""'],
		"sales_mgmt/report/price_overview/price_overview.js": ['text || ""'],
	},
}
"""{why it may stand there bare: {file: expressions}}"""


def reasoned() -> set[tuple[str, str]]:
	return {
		(file, expression)
		for files in REASONED.values()
		for file, expressions in files.items()
		for expression in expressions
	}


def sources() -> list[Path]:
	files = [
		*(APP / "public" / "js").rglob("*.js"),
		*APP.glob("*/doctype/*/*.js"),
		*APP.glob("*/report/*/*.js"),
	]
	return sorted(files)


def templates(source: str) -> Iterator[tuple[str, list[str]]]:
	"""(text, expressions) of every template, inner ones first."""
	yield from Code(source).found


def _code(source: str, at: int, end: str, found: list) -> tuple[str, int]:
	"""Code up to its closing brace, with holes for templates, and where it ends."""
	depth, kept = 0, []
	while at < len(source):
		letter = source[at]
		if source.startswith("//", at) and source[at - 1] not in ":\\/":
			at = source.find("\n", at) if "\n" in source[at:] else len(source)
			continue
		if source.startswith("/*", at):
			at = source.index("*/", at) + 2
			continue
		if letter in "\"'":
			close = at + 1
			while source[close] != letter:
				close += 2 if source[close] == "\\" else 1
			kept.append(source[at : close + 1])
			at = close + 1
			continue
		if letter == "/" and re.search(r"[(,=:!&|?\[]\s*$", source[max(0, at - 5) : at]):
			close, inside = at + 1, False
			while source[close] != "/" or inside:
				inside = {"[": True, "]": False}.get(source[close], inside)
				close += 2 if source[close] == "\\" else 1
			at = close + 1
			continue
		if letter == "`":
			at = _template(source, at + 1, found)
			kept.append(HOLE)
			continue
		depth += {"{": 1, "}": -1}.get(letter, 0)
		if end and depth < 0:
			return "".join(kept), at + 1
		kept.append(letter)
		at += 1
	return "".join(kept), at


def _template(source: str, at: int, found: list) -> int:
	words, expressions = [], []
	while source[at] != "`":
		if source.startswith("${", at):
			expression, at = _code(source, at + 2, "}", found)
			expressions.append(" ".join(expression.split()))
		else:
			words.append(source[at])
			at += 2 if source[at] == "\\" else 1
	found.append(("".join(words), expressions))
	return at + 1


class Code:
	"""A file without its templates, comments and patterns: what its names stand for."""

	def __init__(self, source: str) -> None:
		self.found: list[tuple[str, list[str]]] = []
		self.text, _end = _code(source, 0, "", self.found)

	def is_safe(self, expression: str, seen: frozenset[str] = frozenset()) -> bool:
		expression = expression.strip()
		if expression in (HOLE, "") or re.fullmatch(r"""["'][^"'<]*["']""", expression):
			return True
		if FIGURE.fullmatch(expression) or (ESCAPED.match(expression) and WHOLE.fullmatch(expression)):
			return True
		return any(rule(expression, seen) for rule in (self._chosen, self._joined, self._built, self._named))

	def _chosen(self, expression: str, seen: frozenset[str]) -> bool:
		"""One of two, or something else where there is nothing."""
		if choice := re.fullmatch(r"([^?]|\?\.)+? \? (.+?) : (.+)", expression):
			return self.is_safe(choice[2], seen) and self.is_safe(choice[3], seen)
		if "&&" in expression:
			return self.is_safe(expression.rpartition("&&")[2], seen)
		either = re.split(r"\|\||\?\?", expression)
		return len(either) > 1 and all(self.is_safe(each, seen) for each in either)

	def _joined(self, expression: str, seen: frozenset[str]) -> bool:
		"""A list whose parts are templates, escaped, or built by a function that makes templates."""
		rows = re.fullmatch(r"(.+)\.join\([^)]*\)", expression)
		if not rows:
			return False
		if made := re.fullmatch(r".+\.map\((?:.*=> )?([\w.]+|\0|[\w.]+\(.*\))\)", rows[1]):
			name = made[1].partition("(")[0]
			return name == HOLE or bool(ESCAPED.match(f"{name}(")) or self._makes_html(name)
		if parts := re.fullmatch(r"\[((?:\.\.\.\w+(?:, )?)+)\]", rows[1]):
			return all(self._named(part.strip(" ."), seen, as_list=True) for part in parts[1].split(","))
		return self._named(rows[1], seen, as_list=True)

	def _built(self, expression: str, _seen: frozenset[str]) -> bool:
		return bool(WHOLE.fullmatch(expression)) and self._makes_html(expression.partition("(")[0])

	def _makes_html(self, name: str) -> bool:
		"""A function of this file whose first answer is a template; what that holds is looked at by itself."""
		name = re.escape(name.removeprefix("this."))
		starts = rf"(?:function {name}\(|(?:^|\n)\t{name}\([^;]*\) \{{|const {name} = (?:async )?\()"
		begun = re.search(starts, self.text)
		body = self.text[begun.end() :].partition("\n}\n")[0].partition("\n\t}\n")[0] if begun else ""
		return HOLE in body

	def _named(self, expression: str, seen: frozenset[str], as_list: bool = False) -> bool:
		"""A name that stands for something safe wherever it is given a value in this file."""
		if not re.fullmatch(r"\w+", expression) or expression in seen:
			return False
		given = re.findall(rf"(?:const|let) {expression} =\s*((?:[^;]|\n)*?);\n", self.text)
		several = re.findall(
			rf"(?:const|let) \[[^\]]*\b{expression}\b[^\]]*\] =\s*((?:[^;]|\n)*?);\n", self.text
		)
		values = [" ".join(value.split()) for value in given]
		if as_list:
			return bool(values) and all(
				self.is_safe(f"{value}.join()", seen | {expression}) or self._list(value, seen)
				for value in values
			)
		safe = all(self.is_safe(value, seen | {expression}) for value in values)
		escaped = all(
			re.search(r"\.map\((text|frappe\.utils\.escape_html|escape)\)", value) for value in several
		)
		return bool(values or several) and safe and escaped

	def _list(self, value: str, seen: frozenset[str]) -> bool:
		items = re.fullmatch(r"\[(.*?),?\s*\]", value)
		return bool(items) and all(self.is_safe(item, seen) for item in re.split(r", (?![^(]*\))", items[1]))


def test_the_reader_of_templates_reads_them():
	source = 'const a = `<b>${text(x)}</b>${rows.map((r) => `<i>${r.name}</i>`).join("")}`; // `<b>${y}`\n'
	assert list(templates(source)) == [
		("<i></i>", ["r.name"]),
		("<b></b>", ["text(x)", 'rows.map((r) => \0).join("")']),
	]
	code = Code(
		"const html = text(name);\nconst bare = row.name;\nconst rows = list.map((one) => `<b></b>`);\n"
	)
	safe = ("text(x)", "x ? text(y) : __('No')", "html", 'rows.join("")', "list.length")
	unsafe = ("r.name", "cint(x) + y", "bare", "x ? y : text(z)", "unknown", 'list.join("")', "show(row)")
	assert [code.is_safe(each) for each in (*safe, *unsafe)] == [True] * len(safe) + [False] * len(unsafe)


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(APP)))
def test_what_goes_into_html_is_escaped(file):
	source, name = file.read_text(encoding="utf-8"), str(file.relative_to(APP))
	code = Code(source)
	bare = [
		expression
		for words, expressions in templates(source)
		if TAG.search(words)
		for expression in expressions
		if not code.is_safe(expression) and (name, expression) not in reasoned()
	]
	assert bare == []
	assert [found[0] for found in GLUED.finditer(source)] == []


FILLED_IN = re.compile(r"""__\(\s*"(?:[^"\\]|\\.)*",\s*\[((?:[^\[\]]|\[[^\[\]]*\])*)\]""")
TYPED = re.compile(
	r"(?<![\w])(?:\w+\.)*(posted_no|customer_name|bill_to_name|description|\w*_reason|your_reference)\b"
)
ESCAPED_LATER = {"public/js/price_details.js": "the sentence is escaped as a whole"}


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(APP)))
def test_what_is_filled_into_a_sentence_is_escaped(file):
	"""Titles, labels and messages of dialogs are HTML."""
	if str(file.relative_to(APP)) in ESCAPED_LATER:
		return
	for values in FILLED_IN.findall(file.read_text(encoding="utf-8")):
		bare = re.sub(r"\b(text|escape|frappe\.utils\.escape_html)\([^()]*\)", "", values)
		assert not TYPED.search(bare), values


def test_every_reason_is_about_something():
	known = {
		(str(file.relative_to(APP)), expression)
		for file in sources()
		for words, expressions in templates(file.read_text(encoding="utf-8"))
		if TAG.search(words)
		for expression in expressions
	}
	assert reasoned() - known == set()

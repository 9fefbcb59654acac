"""A text is translated where it is shown, for whoever reads it; what is kept for everybody is kept as it was written.

Frappe keeps the meta of a DocType, connections and all, as the first reader got it; a module is loaded once for all languages.
"""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"


class Translations(ast.NodeVisitor):
	"""Lines of `_()` that run when a module is loaded, or anywhere in it."""

	def __init__(self, everywhere):
		self.everywhere, self.depth, self.lines = everywhere, 0, []

	def visit_FunctionDef(self, node):
		for outside in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
			self.visit(outside)
		self.inside(node.body)

	visit_AsyncFunctionDef = visit_FunctionDef

	def visit_Lambda(self, node):
		self.inside([node.body])

	def inside(self, nodes):
		self.depth += 1
		for node in nodes:
			self.visit(node)
		self.depth -= 1

	def visit_Call(self, node):
		name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
		if name == "_" and (self.everywhere or not self.depth):
			self.lines.append(node.lineno)
		self.generic_visit(node)


def translated(code, everywhere=False):
	found = Translations(everywhere)
	found.visit(ast.parse(code))
	return found.lines


def test_nothing_is_translated_when_a_module_is_loaded():
	found = {str(file): translated(file.read_text()) for file in APP.rglob("*.py")}
	assert {file: lines for file, lines in found.items() if lines} == {}


def test_connections_keep_their_headings_as_written():
	found = {file.name: translated(file.read_text(), everywhere=True) for file in APP.rglob("*_dashboard.py")}
	assert len(found) > 10
	assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
	"code", ['A = _("A")', 'class A:\n\tb = _("A")', 'def f(a=_("A")):\n\tpass', 'A = {"a": frappe._("A")}']
)
def test_what_runs_at_loading_is_found(code):
	assert translated(code)


@pytest.mark.parametrize(
	"code", ['def f():\n\treturn _("A")', 'A = {"a": lambda: _("A")}', 'A = sentence("A")']
)
def test_what_runs_later_is_not(code):
	assert translated(code) == []

"""What the server says is rendered as HTML. Nothing is put into a sentence but by the helper that escapes it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"
HELPER = APP / "texts" / "messages.py"
SHOWN = {"throw", "msgprint"}


def unescaped(code: str) -> list[str]:
	"""Places where a value gets into a message past the helper."""
	tree = ast.parse(code)
	found = [f"{node.lineno}: frappe.bold" for node in ast.walk(tree) if _is_frappe(node, {"bold"})]
	for call in ast.walk(tree):
		if isinstance(call, ast.Call) and _is_frappe(call.func, SHOWN):
			found += [f"{node.lineno}: {what}" for node, what in _raw(call)]
	return found


def _raw(call: ast.Call) -> Iterator[tuple[ast.AST, str]]:
	if call.args and isinstance(call.args[0], ast.JoinedStr):
		yield call, "an f-string"
	for node in ast.walk(call):
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
			template = node.func.value
			if not (isinstance(template, ast.Call) and getattr(template.func, "id", "") == "said"):
				yield node, "format without said()"


def _is_frappe(node: ast.AST, names: set[str]) -> bool:
	return (
		isinstance(node, ast.Attribute)
		and node.attr in names
		and isinstance(node.value, ast.Name)
		and node.value.id == "frappe"
	)


def test_no_message_trusts_a_text():
	found = {
		str(file.relative_to(APP)): places
		for file in APP.rglob("*.py")
		if file != HELPER and (places := unescaped(file.read_text()))
	}
	assert found == {}


@pytest.mark.parametrize(
	"code",
	[
		'frappe.throw(_("No {0}.").format(name))',
		'frappe.throw(f"No {name}.")',
		'frappe.msgprint(said(_("No {0}.")).format(frappe.bold(name)))',
	],
)
def test_the_check_sees_what_it_is_for(code):
	assert unescaped(code)


def test_the_check_lets_the_helper_pass():
	assert unescaped('frappe.throw(said(_("No {0}.")).format(bold(name)))') == []

"""`pyproject.toml` declares what the app imports itself, and the tools of the tests reach somebody else's bench."""

import ast
import re
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[3]
PROJECT = (REPO / "pyproject.toml").read_text()
NOT_ON_PATH = {"frappe", "sales_mgmt"}
TEMPLATES = {"jinja2"}
"""Rendered through Frappe, never imported: print formats and mails are written for it."""


def declared(key):
	block = re.search(rf"^{key} = \[(.*?)^\]", PROJECT, re.M | re.S)[1]
	return re.findall(r'"([^"]+)"', block)


def imported():
	names = set()
	for file in (REPO / "sales_mgmt").rglob("*.py"):
		for node in ast.walk(ast.parse(file.read_text())):
			if isinstance(node, ast.Import):
				names |= {alias.name.split(".")[0] for alias in node.names}
			elif isinstance(node, ast.ImportFrom) and not node.level:
				names.add(node.module.split(".")[0])
	return names - NOT_ON_PATH - set(sys.stdlib_module_names)


def test_what_the_app_imports_is_declared_and_nothing_else():
	assert {name.lower() for name in declared("dependencies")} == imported() | TEMPLATES


def test_no_version_of_frappes_is_held_back():
	assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) for name in declared("dependencies"))
	assert not any(name.lower().startswith("frappe") for name in declared("dependencies"))


def test_every_tool_of_the_tests_comes_to_a_bench_of_somebody_else():
	from dev.python_env import REQUIREMENTS, TEST_REQUIREMENTS

	pinned = {
		TEST_REQUIREMENTS.match(line)[1].lower()
		for line in REQUIREMENTS.read_text().splitlines()
		if TEST_REQUIREMENTS.match(line)
	}
	assert {re.match(r"[a-z0-9_-]+", name)[0] for name in declared("dev")} == pinned

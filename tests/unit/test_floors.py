"""The floors of the house: a package imports only what stands below it, and nothing imports in a circle.

The order is written once, in pyproject.toml; `make lint` reads it too.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from click.testing import CliRunner
from importlinter.cli import lint_imports_command

if sys.version_info >= (3, 11):
	import tomllib
else:
	import tomli as tomllib

REPO = Path(__file__).resolve().parents[2]
APP = "sales_mgmt"


@pytest.fixture(scope="module", autouse=True)
def same_path() -> Iterator[None]:
	"""Both tools read the files in processes of their own, which look for themselves where this one found them."""
	with pytest.MonkeyPatch.context() as patched:
		patched.setenv("PYTHONPATH", os.pathsep.join(place for place in sys.path if place))
		yield


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
	return grimp.build_graph(APP, exclude_type_checking_imports=False, cache_dir=None)


def imports(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
	return [
		(name, other) for name in graph.modules for other in graph.find_modules_directly_imported_by(name)
	]


def circle(pairs: Iterable[tuple[str, str]]) -> list[str]:
	"""One circle among who imports whom, or nothing."""
	below: dict[str, set[str]] = {}
	for importer, imported in pairs:
		below.setdefault(importer, set()).add(imported)
	try:
		TopologicalSorter(below).prepare()
	except CycleError as error:
		return error.args[1]
	return []


def inside(package: str) -> Callable[[str], str | None]:
	"""A module's file or folder in a package; None for modules elsewhere."""
	depth = package.count(".") + 2

	def place(module: str) -> str | None:
		return ".".join(module.split(".")[:depth]) if module.startswith(f"{package}.") else None

	return place


def test_every_contract_is_kept(monkeypatch):
	monkeypatch.chdir(REPO)
	result = CliRunner().invoke(lint_imports_command, ["--no-cache"])
	assert result.exit_code == 0, result.output


def test_no_file_imports_in_a_circle(graph):
	assert circle(imports(graph)) == []


def test_no_package_imports_in_a_circle(graph):
	pairs = imports(graph)
	packages = {module.rpartition(".")[0] for module in graph.modules} - {""}
	for package in sorted(packages):
		place = inside(package)
		placed = [(place(importer), place(imported)) for importer, imported in pairs]
		assert circle((a, b) for a, b in placed if a and b and a != b) == [], package


def test_a_climb_is_noticed(graph):
	contracts = tomllib.loads((REPO / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
	layers = [
		grimp.Layer(*(f"{APP}.{name}" for name in re.split(" [|:] ", layer)), independent=" : " not in layer)
		for layer in contracts[0]["layers"]
	]
	assert not graph.find_illegal_dependencies_for_layers(layers)
	climbing = grimp.build_graph(APP, cache_dir=None)
	climbing.add_import(importer=f"{APP}.documents.base", imported=f"{APP}.posting.post")
	assert climbing.find_illegal_dependencies_for_layers(layers)


def test_a_circle_is_noticed():
	assert circle([("a", "b"), ("b", "c")]) == []
	assert set(circle([("a", "b"), ("b", "c"), ("c", "a")])) == {"a", "b", "c"}
	assert circle([("a", "a")]), "a file that imports itself"

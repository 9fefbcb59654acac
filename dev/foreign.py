"""Somebody else's bench (BENCH=/path): the app is linked in, a site of ours is made, nothing else is changed.

The bench's own database and Redis servers are used and must be running. Supported: Frappe 15 and 16.
"""

from __future__ import annotations

import re

from dev import asset_build, database, packages, python_env, redis_server, sites
from dev.layout import APP, REPO, Bench
from dev.problem import Problem
from dev.progress import step
from dev.shell import output, run

SUPPORTED = (15, 17)


def frappe_version(bench: Bench) -> str:
	file = bench.apps / "frappe" / "frappe" / "__init__.py"
	found = re.search(r'^__version__ = "([^"]+)"', file.read_text() if file.is_file() else "", re.M)
	if not found:
		raise Problem(f"{bench.root} has no Frappe whose version can be read.")
	return found[1]


def check_version(version: str) -> None:
	"""Refuse a Frappe this app was not written for."""
	major = version.split(".")[0]
	if not major.isdigit() or not SUPPORTED[0] <= int(major) < SUPPORTED[1]:
		raise Problem(f"Frappe {version} is not supported: this app needs Frappe >= 15 and < 17.")


def set_up(bench: Bench, site: str, *, tests: bool) -> None:
	check_version(frappe_version(bench))
	missing = packages.lacking(own_bench=False, browser_tests=tests)
	if missing:
		with step(f"{packages.NAME}: {' '.join(missing)}"):
			packages.install(missing, bench.log("apt"))
	database.check_foreign(bench)
	redis_server.check_foreign(bench)
	sites.link_app(bench)
	_make_importable(bench)
	sites.list_app(bench)
	asset_build.build(bench)
	sites.provide(bench, site, tests=tests)


def _make_importable(bench: Bench) -> None:
	"""An editable install of the app, as `bench get-app` does it; nothing when it is importable already."""
	where = output([bench.python, "-I", "-c", f"import {APP}; print({APP}.__path__[0])"])
	if where and (REPO / APP).samefile(where):
		return
	with step(f"installing {APP} into the bench's Python"):
		command = [*python_env.pip(bench), "install", "--quiet", "--no-deps", "-e", bench.apps / APP]
		sentence = f"{APP} could not be installed into {bench.root}."
		run(command, name=APP, log=bench.log("python"), sentence=sentence)

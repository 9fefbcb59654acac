"""The verbs of the tool: `python3 -m dev VERB`, one function each."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

from dev import asset_build, python_env, services, setup, sites
from dev.layout import APP, DEV, REPO, Bench
from dev.packages import browser
from dev.problem import Problem
from dev.progress import say
from dev.shell import foreground

ORDER = ("unit", "site", "browser")
SIDE_BY_SIDE = 2
NOTHING_COLLECTED = 5
IN_ORDER = ("--dist", "loadfile", "--no-loadscope-reorder")
"""A file stays together, and browser tests, which leave documents behind, come last on each site."""


def demo(bench: Bench) -> int:
	"""Set up, show the main job on the demo site, and start the Desk."""
	site = bench.demo_site
	services.asked_port(bench, site)
	setup.set_up(bench, site, tests=False)
	code = _on_bench(bench, sites.inside(bench, "on_site.py", site, str(DEV / "demo" / "__main__.py")))
	if code:
		return code
	url = services.start(bench, site, kind="web")
	say(f"The Desk is at {url}/app — log in as Administrator with the password {sites.ADMIN_PASSWORD}", "✓")
	say("`make stop` ends it.")
	return 0


def test(bench: Bench, arguments: Sequence[str]) -> int:
	"""Set up, start the test site's web server, and run the tests: unit, site, browser.

	All of them run in two processes, each on a site of its own; what measures time runs after them, alone. Tests that
	are named run in one process.
	"""
	narrowed = names_tests(arguments) or "-m" in arguments
	sites_used = bench.test_sites(1 if narrowed else min(SIDE_BY_SIDE, os.cpu_count() or 1))
	for site in sites_used:
		setup.set_up(bench, site, tests=True)
	asset_build.install_packages(bench)
	env = _test_environment(bench)
	env["SALES_MGMT_TEST_TOOLS"] = str(python_env.install_test_tools(bench) or "")
	places = [(site, services.start(bench, site, kind="test_web")) for site in sites_used]
	env["SALES_MGMT_SITE"], env["SALES_MGMT_TEST_URL"] = places[0]
	say("pytest", "▸")
	if len(places) == 1:
		return _pytest(bench, arguments, env)
	env["SALES_MGMT_TEST_PLACES"] = json.dumps(places)
	apart = ["-n", str(len(places)), *IN_ORDER, "-m", "not undisturbed"]
	together = _pytest(bench, [*apart, *arguments], env)
	alone = _pytest(bench, ["-m", "undisturbed", *arguments], env)
	return together or (0 if alone == NOTHING_COLLECTED else alone)


def soak(bench: Bench, arguments: Sequence[str]) -> int:
	"""Run the tests that have two sizes (`pytest.mark.soak`) in their full size, and print what they measured."""
	os.environ["SALES_MGMT_SOAK"] = "1"
	return test(bench, ["-m", "soak", "-s", *arguments])


def docs(bench: Bench) -> int:
	"""Draw the pictures of the guides into docs/images/, on a site made anew for it."""
	os.environ["TEST_SITE"] = bench.pictured_site
	sites.forget(bench, bench.test_site)
	return test(bench, ["-q", "-p", "no:cacheprovider", "tests/browser/pictures.py"])


def measure(bench: Bench, arguments: Sequence[str]) -> int:
	"""Measure how long the app takes, on a site of its own, and write the tables of docs/performance.md."""
	site = bench.measured_site
	setup.set_up(bench, site, tests=False)
	script = str(REPO / "tests" / "bench" / "__main__.py")
	return _on_bench(bench, sites.inside(bench, "on_site.py", site, script, *arguments))


def unit(bench: Bench, arguments: Sequence[str]) -> int:
	"""The quick tests that need no site and no service."""
	if not bench.python.exists() or bench.own:
		with setup.alone(bench):
			python_env.create(bench)
			python_env.install(bench)
	env = bench.environment() | {"SALES_MGMT_TEST_TOOLS": str(python_env.install_test_tools(bench) or "")}
	return _pytest(bench, arguments or ["tests/unit"], env)


def _test_environment(bench: Bench) -> dict[str, str]:
	env = bench.environment()
	env["SALES_MGMT_SITES_PATH"] = str(bench.sites)
	env |= {"SALES_MGMT_ADMIN_PASSWORD": sites.ADMIN_PASSWORD, "CHROMIUM": browser() or ""}
	env["SALES_MGMT_AXE"] = str(asset_build.npm_package(bench, "axe-core") / "axe.min.js")
	return env


def names_tests(arguments: Sequence[str]) -> bool:
	"""Whether the arguments of pytest say which files or folders."""
	return any(word.split("/")[0] == "tests" for word in arguments)


def _pytest(bench: Bench, arguments: Sequence[str], env: dict[str, str]) -> int:
	"""One pytest run; without a path among the arguments it is all tests, in their order."""
	parts = (REPO / "tests" / part for part in ORDER)
	folders = [
		str(folder) for folder in parts if any(folder.rglob("test_*.py"))
	]  # whole: Frappe moves to its sites
	command = sites.inside(bench, "run_pytest.py", *arguments, *([] if names_tests(arguments) else folders))
	return foreground(command, cwd=REPO, env=env)


def serve(bench: Bench) -> int:
	"""Only the Desk of the demo site, on the present code."""
	services.asked_port(bench, bench.demo_site)
	setup.set_up(bench, bench.demo_site, tests=False)
	say(f"The Desk is at {services.start(bench, bench.demo_site, kind='web')}/app", "✓")
	return 0


def migrate(bench: Bench) -> int:
	"""Bring every site of ours up to the app's DocTypes, changed or not."""
	tested = [(site, True) for site in bench.test_sites(SIDE_BY_SIDE)]
	for site, tests in ((bench.demo_site, False), *tested, (bench.measured_site, False)):
		if (bench.sites / site).exists():
			sites.forget_schema(bench, site)
			setup.set_up(bench, site, tests=tests)
	return 0


def assets(bench: Bench) -> int:
	"""Build the Desk assets whose sources changed."""
	with setup.alone(bench):
		asset_build.build(bench)
	return 0


def reset(bench: Bench) -> int:
	"""Have our sites made anew, from the pristine dump: data and schema."""
	for site in (bench.demo_site, *bench.test_sites(SIDE_BY_SIDE), bench.measured_site):
		sites.forget(bench, site)
	return 0


def run_script(bench: Bench, arguments: Sequence[str]) -> int:
	"""Run a Python script (or `-`) with a site connected: the site of SITE, or the demo site."""
	if not arguments:
		raise Problem('Say which script: make run SCRIPT=path (or "-" for standard input).')
	script = arguments[0] if arguments[0] == "-" else str(Path(arguments[0]).resolve())
	return _on_bench(bench, sites.inside(bench, "on_site.py", _site(bench), script, *arguments[1:]))


def bench_cmd(bench: Bench, arguments: Sequence[str]) -> int:
	"""Pass a command on to Frappe's own command line, on the site of SITE or the demo site."""
	words = shlex.split(arguments[0]) if len(arguments) == 1 else list(arguments)
	return _on_bench(bench, sites.bench_command(bench, _site(bench), *words))


def console(bench: Bench) -> int:
	"""Frappe's own Python console on the site."""
	return bench_cmd(bench, ["console"])


def _site(bench: Bench) -> str:
	return os.environ.get("SITE") or bench.demo_site


def _on_bench(bench: Bench, command: Sequence[str | Path]) -> int:
	return foreground(command, cwd=bench.sites, env=bench.environment())


def lint(bench: Bench) -> int:
	"""ruff check, ruff format --check, and the floors: who may import whom."""
	with setup.alone(bench):
		python_env.create(bench)
		python_env.install(bench)
	tools = bench.root / "env" / "bin"
	commands = (
		[tools / "ruff", "check"],
		[tools / "ruff", "format", "--check"],
		[tools / "lint-imports", "--no-cache"],
	)
	return max(foreground(command, cwd=REPO, env=bench.environment()) for command in commands)


def stop(bench: Bench) -> int:
	"""End all processes of ours, and only those."""
	ended = services.stop_all(bench)
	say(f"Stopped: {', '.join(ended)}" if ended else "Nothing of ours was running.")
	return 0


def clean(bench: Bench) -> int:
	"""Stop, and remove the bench we made. Somebody else's bench is left as it is."""
	if not bench.own:
		raise Problem("`make clean` removes our own .bench only; run it without BENCH.")
	stop(bench)
	shutil.rmtree(bench.root, ignore_errors=True)
	say(f"Removed {bench.root.relative_to(REPO)} with the sites of {APP}.")
	return 0

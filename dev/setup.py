"""The set-up, as a graph of steps: what needs doing is done, as much at the same time as can be."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from dev import (
	asset_build,
	config,
	database,
	foreign,
	frappe_source,
	packages,
	python_env,
	redis_server,
	sites,
)
from dev.graph import Task, run_all
from dev.layout import Bench
from dev.problem import Problem
from dev.progress import say, step
from dev.shell import held_by_commands

SPACE_NEEDED = 3_000_000_000
SPACE_WHEN_MADE = 200_000_000


def check_space(bench: Bench) -> None:
	"""Room for a bench, or for going on with the one that is there."""
	needed = SPACE_WHEN_MADE if (bench.home / "stamps" / "assets-frappe").exists() else SPACE_NEEDED
	free = shutil.disk_usage(bench.home).free
	if free < needed:
		raise Problem(
			f"The disk of {bench.home} has {free / 1e9:.1f} GB free; the bench needs {needed / 1e9:.1f} GB."
		)


@contextmanager
def alone(bench: Bench) -> Iterator[None]:
	"""Only one set-up works on a bench at a time; the next one waits, also for commands that a killed one left."""
	bench.home.mkdir(parents=True, exist_ok=True)
	with (bench.home / "lock").open("w") as lock:
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			say("Another run is setting up this bench; waiting for it.")
			fcntl.flock(lock, fcntl.LOCK_EX)
		with held_by_commands(lock.fileno()):
			yield


def set_up(bench: Bench, site: str, *, tests: bool, make_site: bool = True) -> None:
	"""Everything up to a migrated site with assets, and running data services."""
	with alone(bench):
		check_space(bench)
		if bench.own:
			_set_up_own(bench, site, tests=tests, make_site=make_site)
		else:
			foreign.set_up(bench, site, tests=tests)


def _set_up_own(bench: Bench, site: str, *, tests: bool, make_site: bool) -> None:
	(bench.root / "logs").mkdir(parents=True, exist_ok=True)
	bench.sites.mkdir(exist_ok=True)
	config.update(bench.config_file, default_site=bench.demo_site, serve_default_site=True)
	missing = packages.lacking(own_bench=True, browser_tests=tests)
	needs = {name for name in ("python3-venv", "npm", "mariadb-server", "redis-server") if name in missing}

	def debian() -> None:
		if missing:
			with step(f"{packages.NAME}: {' '.join(missing)}"):
				packages.install(missing, bench.log("apt"))

	first = ("debian",)
	tasks = [
		Task("debian", debian),
		Task("env", lambda: python_env.create(bench), first if "python3-venv" in needs else ()),
		Task("frappe", lambda: frappe_source.provide(bench), ("env",)),
		Task("requirements", lambda: python_env.install(bench), ("env",)),
		Task("npm", lambda: asset_build.install_packages(bench), first if "npm" in needs else ()),
		Task("database", lambda: database.start(bench), first if "mariadb-server" in needs else ()),
		Task("redis", lambda: redis_server.start(bench), first if "redis-server" in needs else ()),
		Task("apps", lambda: sites.add_app(bench), ("frappe",)),
		Task("assets", lambda: asset_build.build(bench), ("npm", "apps")),
	]
	if make_site:
		after = ("database", "redis", "requirements", "apps", "debian")
		tasks.append(Task("site", lambda: sites.provide(bench, site, tests=tests), after))
	run_all(tasks)

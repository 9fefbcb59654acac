"""The demo site and the test site: made once, kept up to date with the app, made anew on request.

The first site of our own bench goes the long way (`new-site`, setup wizard); a dump taken then makes every further
site a matter of seconds. The app is installed after that, always from the present code. A site counts as ready when
its `dev-ready` file says so; a half-made one is dropped and made again.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from dev import config, database
from dev.layout import APP, DEV, REPO, Bench
from dev.problem import Problem
from dev.progress import say, step
from dev.shell import run
from dev.stamps import Stamp, fingerprint

ADMIN_PASSWORD = "admin"
WIZARD = "finish_site.py"
SCHEMA = ("**/*.json", "patches.txt", "modules.txt", "hooks.py", "install.py", "patches/**/*.py")
CACHED = ("**/*.js", "**/*.html", "**/*.css", "translations/*.csv")


def bench_command(bench: Bench, site: str, *words: str) -> list[str | Path]:
	"""What the `bench` command itself calls, to be run inside `sites/`."""
	return [bench.python, "-m", "frappe.utils.bench_helper", "frappe", "--site", site, *words]


def inside(bench: Bench, script: str, *words: str) -> list[str | Path]:
	"""A script of `dev/inside/` on the bench's Python."""
	return [bench.python, DEV / "inside" / script, *words]


def _run(bench: Bench, site: str, command: list[str | Path], what: str) -> None:
	log, name = bench.log(site), f"{site}: {what}"
	sentence = f"{name} failed; the whole log is {log}."
	with step(name):
		run(command, name=name, log=log, sentence=sentence, cwd=bench.sites, env=bench.environment())


def _ready_file(bench: Bench, site: str) -> Path:
	return bench.sites / site / "dev-ready"


def _app_files(patterns: Iterable[str]) -> list[Path]:
	app = REPO / APP
	return [file for pattern in patterns for file in app.glob(pattern) if "node_modules" not in file.parts]


def provide(bench: Bench, site: str, *, tests: bool) -> None:
	"""The site exists, has the app, and is migrated to the app's present DocTypes."""
	schema, cached = fingerprint(_app_files(SCHEMA)), fingerprint(_app_files(CACHED))
	migrated, cleared = Stamp(bench.home, f"schema-{site}"), Stamp(bench.home, f"cache-{site}")
	if not _ready_file(bench, site).exists():
		_make(bench, site, tests=tests)
	elif not migrated.holds(schema):
		_run(bench, site, bench_command(bench, site, "migrate", "--skip-search-index"), "migrating")
	elif not cleared.holds(cached):
		_run(bench, site, bench_command(bench, site, "clear-cache"), "clearing the cache")
	migrated.write(schema)
	cleared.write(cached)


def _make(bench: Bench, site: str, *, tests: bool) -> None:
	folder, password = bench.sites / site, database.root_password(bench)
	if folder.exists() and not (folder / "made-by-dev").exists():
		raise Problem(f"{folder} is there already and not made by this tool: nothing was touched.")
	dump = bench.home / "downloads" / "pristine.sql"
	key, stamp = fingerprint([DEV / "inside" / WIZARD], _frappe_version(bench)), Stamp(bench.home, "pristine")
	if bench.own and stamp.holds(key) and dump.exists():
		with step(f"{site}: restoring a pristine site"):
			_restore(bench, site, dump)
	else:
		folder.mkdir(parents=True, exist_ok=True)
		(folder / "made-by-dev").touch()
		words = [
			"new-site",
			site,
			"--force",
			f"--admin-password={ADMIN_PASSWORD}",
			f"--db-root-password={password}",
		]
		_run(bench, site, bench_command(bench, site, *words, *account_scope(bench)), "creating the site")
		(folder / "made-by-dev").touch()
		_run(bench, site, inside(bench, WIZARD, site), "completing the setup wizard")
		if bench.own:
			_dump(bench, site, dump)
			stamp.write(key)
	config.update(folder / "site_config.json", **_site_keys(tests=tests))
	_run(bench, site, bench_command(bench, site, "install-app", APP), f"installing {APP}")
	_ready_file(bench, site).touch()


def account_scope(bench: Bench) -> list[str]:
	"""A database reached over TCP needs an account that may come from any host."""
	return ["--no-mariadb-socket"] if config.common(bench).get("db_host", "localhost") != "localhost" else []


def _site_keys(*, tests: bool) -> dict[str, object]:
	"""What sets the two sites apart. No scheduler process runs; the site says so."""
	keys: dict[str, object] = {"pause_scheduler": 1, "mute_emails": 1}
	return {**keys, "allow_tests": True} if tests else keys


def _frappe_version(bench: Bench) -> str:
	file = bench.apps / "frappe" / "frappe" / "__init__.py"
	return next((line for line in file.read_text().splitlines() if line.startswith("__version__")), "")


def _dump(bench: Bench, site: str, dump: Path) -> None:
	"""Keep the pristine site, so that the next one is quick."""
	part = dump.with_suffix(".part")
	part.parent.mkdir(parents=True, exist_ok=True)
	name = config.read(bench.sites / site / "site_config.json")["db_name"]
	command = [*database.client(bench, "mariadb-dump"), "--single-transaction", "--skip-comments"]
	run([*command, f"--result-file={part}", name], name=site, log=bench.log(site))
	part.replace(dump)


def _restore(bench: Bench, site: str, dump: Path) -> None:
	"""A new site from the pristine dump: own database, own account, own encryption key."""
	folder, name = bench.sites / site, f"_{secrets.token_hex(8)}"
	_drop_database(bench, site)
	shutil.rmtree(folder, ignore_errors=True)
	for part in ("public/files", "private/files", "private/backups", "locks", "logs"):
		(folder / part).mkdir(parents=True)
	(folder / "made-by-dev").touch()
	password = secrets.token_hex(8)
	config.update(folder / "site_config.json", db_name=name, db_password=password, db_type="mariadb")
	_sql(
		bench,
		site,
		f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;"
		f"CREATE USER '{name}'@'%' IDENTIFIED BY '{password}';"
		f"GRANT ALL PRIVILEGES ON `{name}`.* TO '{name}'@'%';",
	)
	with dump.open("rb") as content:
		run([*database.client(bench), name], name=site, log=bench.log(site), stdin=content)


def _drop_database(bench: Bench, site: str) -> None:
	name = config.read(bench.sites / site / "site_config.json").get("db_name")
	if name:
		_sql(bench, site, f"DROP DATABASE IF EXISTS `{name}`; DROP USER IF EXISTS '{name}'@'%';")


def _sql(bench: Bench, site: str, statements: str) -> None:
	run([*database.client(bench), f"--execute={statements}"], name=site, log=bench.log(site))


def forget(bench: Bench, site: str) -> None:
	"""Have the site made anew by the next run."""
	_ready_file(bench, site).unlink(missing_ok=True)
	say(f"{site} will be made anew.")


def link_app(bench: Bench) -> None:
	"""The app's folder in the bench is a link to this repository."""
	link = bench.apps / APP
	if not link.exists():
		link.parent.mkdir(parents=True, exist_ok=True)
		link.unlink(missing_ok=True)
		link.symlink_to(os.path.relpath(REPO, link.parent) if bench.own else REPO)
	elif link.resolve() != REPO:
		raise Problem(f"{link} is another copy of {APP}; this one is {REPO}.")


def list_app(bench: Bench) -> None:
	"""`apps.txt` names the app; only once it is importable, or nothing in the bench would work."""
	listed = bench.sites / "apps.txt"
	names = listed.read_text().split() if listed.exists() else ["frappe"]
	if APP not in names or not listed.exists():
		listed.parent.mkdir(parents=True, exist_ok=True)
		listed.write_text("\n".join(dict.fromkeys([*names, APP])) + "\n")


def add_app(bench: Bench) -> None:
	link_app(bench)
	list_app(bench)


def forget_schema(bench: Bench, site: str) -> None:
	"""Have the site migrated by the next run."""
	Stamp(bench.home, f"schema-{site}").remove()

"""Desk assets: the bundles without which the Desk is a blank page.

Our own bench has no asset builder, so `dev/assets/build.mjs` does it, with the npm packages of `dev/assets/` in the
bench. A bench of somebody else uses its own `bench build` where it has one. An app is built again only when its
bundles' sources changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from dev import redis_server
from dev.layout import APP, DEV, Bench
from dev.progress import step
from dev.shell import run
from dev.stamps import Stamp, fingerprint

NAME = "Desk assets"
SOURCES = DEV / "assets"
BUILDER = ("build.mjs", "plugins.mjs", "vue.mjs")
PACKAGES = ("package.json", "package-lock.json")
NPM_CI = "npm ci --ignore-scripts --no-audit --no-fund --legacy-peer-deps --prefer-offline"
FETCH_FAILED = "The npm packages could not be fetched (no network, or the npm registry does not answer)"


def _workshop(bench: Bench) -> Path:
	return bench.home / "assets"


def install_packages(bench: Bench) -> None:
	"""The npm packages, under the bench."""
	folder, stamp = _workshop(bench), Stamp(bench.home, "npm")
	key = fingerprint(SOURCES / name for name in PACKAGES)
	if stamp.holds(key):
		return
	with step("npm packages"):
		folder.mkdir(parents=True, exist_ok=True)
		for name in PACKAGES:
			shutil.copy(SOURCES / name, folder / name)
		log = bench.log("npm")
		run(
			NPM_CI.split(),
			name=NAME,
			log=log,
			cwd=folder,
			sentence=f"{FETCH_FAILED}; see {log}.",
			show_tail=False,
		)
		stamp.write(key)


def npm_package(bench: Bench, name: str) -> Path:
	"""The folder of one of the installed npm packages."""
	return _workshop(bench) / "node_modules" / name


def own_builder_needed(bench: Bench) -> bool:
	"""Whether the bench brings no builder of its own."""
	return bench.own or not (bench.apps / "frappe" / "esbuild").is_dir()


def link_public(bench: Bench) -> None:
	"""`sites/assets/<app>` is the app's `public/`; Frappe also asks for some npm packages as they are."""
	folder = bench.sites / "assets"
	folder.mkdir(parents=True, exist_ok=True)
	for app in ("frappe", APP) if bench.own else (APP,):
		public, link = bench.apps / app / app / "public", folder / app
		if public.is_dir() and not link.exists():
			link.unlink(missing_ok=True)
			link.symlink_to(os.path.relpath(public, folder))
	packages = bench.apps / "frappe" / "frappe" / "public" / "node_modules"
	if bench.own and not packages.is_symlink():
		packages.symlink_to(os.path.relpath(_workshop(bench) / "node_modules", packages.parent))


def _sources(app_package: Path) -> Iterable[Path]:
	public = app_package / "public"
	for file in public.rglob("*"):
		outside = {"dist", "node_modules"} & set(file.relative_to(public).parts)
		if file.is_file() and not outside:
			yield file


def build(bench: Bench) -> None:
	"""Build the apps whose sources changed."""
	link_public(bench)
	builder = fingerprint(SOURCES / name for name in (*BUILDER, *PACKAGES))
	due: dict[str, tuple[Stamp, str]] = {}
	for app in ("frappe", APP) if bench.own else (APP,):
		files = list(_sources(bench.apps / app / app))
		stamp = Stamp(bench.home, f"assets-{app}")
		key = fingerprint(files, builder)
		has_bundles = any(".bundle." in file.name for file in files)
		if has_bundles and not (stamp.holds(key) and (bench.sites / "assets" / "assets.json").exists()):
			due[app] = (stamp, key)
	if not due:
		return
	with step(f"{NAME} of {', '.join(due)}"):
		_build(bench, list(due))
	for stamp, key in due.values():
		stamp.write(key)
	redis_server.forget(bench, "assets_json")


def _build(bench: Bench, apps: list[str]) -> None:
	log = bench.log("assets")
	sentence = f"The Desk assets could not be built; the whole log is {log}."
	if not own_builder_needed(bench):
		words = ["build", *[word for app in apps for word in ("--app", app)]]
		command = [bench.python, "-m", "frappe.utils.bench_helper", "frappe", *words]
		run(command, name=NAME, log=log, cwd=bench.sites, env=bench.environment(), sentence=sentence)
		return
	install_packages(bench)
	folder = _workshop(bench)
	for name in BUILDER:
		shutil.copy(SOURCES / name, folder / name)
	run(["node", "build.mjs", bench.root, *apps], name=NAME, log=log, cwd=folder, sentence=sentence)

"""Debian packages: what the bench needs from the system, and installing what is lacking.

A need is met when the thing is there, wherever it came from; only unmet needs are installed. As root, or with a sudo
that asks nothing, apt does it; otherwise the exact line to type is shown. A package that brings a service would start
it: `policy-rc.d` forbids that for the time of the installation and is put back as it was.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

from dev.problem import Problem
from dev.shell import output, run

NAME = "Debian packages"
NODE_AT_LEAST = 18
POLICY = Path("/usr/sbin/policy-rc.d")
MARK = "written by sales_mgmt for the time of an installation"
SBIN = ("/usr/sbin", "/sbin", "/usr/local/sbin")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = Path("/usr/share/fonts")


def program(*names: str) -> str | None:
	"""The path of the first program of these names, sbin folders included."""
	path = os.pathsep.join([os.environ.get("PATH", os.defpath), *SBIN])
	return next((found for name in names if (found := shutil.which(name, path=path))), None)


def browser() -> str | None:
	"""The Chromium for browser tests; the environment variable CHROMIUM wins."""
	return os.environ.get("CHROMIUM") or program(*BROWSERS)


def _node() -> bool:
	version = re.match(r"v(\d+)", output(["node", "--version"]) or "")
	return bool(version and int(version[1]) >= NODE_AT_LEAST and program("npm"))


# Debian package(s) → is the need met already?
NEEDS: dict[str, Callable[[], object]] = {
	"mariadb-server": lambda: program("mariadbd") and program("mariadb-install-db"),
	"redis-server": lambda: program("redis-server"),
	"libpango-1.0-0": lambda: find_library("pango-1.0"),
	"libpangoft2-1.0-0": lambda: find_library("pangoft2-1.0"),
	"fonts-dejavu-core": lambda: next(FONTS.rglob("DejaVuSans.ttf"), None),
	"fonts-liberation": lambda: next(FONTS.rglob("LiberationSans-Regular.ttf"), None),
	"git": lambda: program("git"),
	"python3-venv": lambda: importlib.util.find_spec("ensurepip"),
	"nodejs npm": _node,
	"chromium": browser,
}
FOR_BROWSER_TESTS = {"chromium"}
FOR_OWN_BENCH = {"mariadb-server", "redis-server", "python3-venv", "nodejs npm"}


def lacking(*, own_bench: bool, browser_tests: bool) -> list[str]:
	"""Names of the packages to install."""
	skipped = (set() if own_bench else FOR_OWN_BENCH) | (set() if browser_tests else FOR_BROWSER_TESTS)
	unmet = [names for names, met in NEEDS.items() if names not in skipped and not met()]
	return [name for names in unmet for name in names.split()]


def install(packages: Sequence[str], log: Path) -> None:
	"""Install with apt, or say which line to type."""
	if not packages:
		return
	line = f"apt-get install --no-install-recommends {' '.join(packages)}"
	if not program("apt-get"):
		names = ", ".join(packages)
		raise Problem(f"This machine lacks {names} (Debian's names), and has no apt-get to install them.")
	sudo: list[str] = []
	if os.geteuid() != 0:
		if output(["sudo", "-n", "true"]) is None:
			raise Problem(f"Debian packages are lacking; please type: sudo {line}")
		sudo = ["sudo", "-n"]
	apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-o", "DPkg::Lock::Timeout=180"]
	sentence = f"apt could not install the packages (no network?); the line was: {line}"
	with services_kept_down(sudo):
		run([*apt, "update"], name=NAME, log=log, sentence=sentence)
		run([*apt, "install", "--no-install-recommends", *packages], name=NAME, log=log, sentence=sentence)


@contextmanager
def services_kept_down(sudo: Sequence[str], policy: Path = POLICY) -> Iterator[None]:
	"""No package starts a service within: Debian asks `policy-rc.d` first. One already there comes back after."""
	kept = policy.with_name(policy.name + ".before-sales-mgmt")
	ours = f"#!/bin/sh\n# {MARK}\nexit 101\n"
	put = f"[ -e {kept} ] || {{ [ -e {policy} ] && ! grep -q '{MARK}' {policy} && mv {policy} {kept}; }}; "
	put += f"printf '%s' '{ours}' > {policy} && chmod 755 {policy}"
	if output([*sudo, "sh", "-c", put]) is None:
		raise Problem(f"Could not write {policy}, which keeps apt from starting services.")
	try:
		yield
	finally:
		output([*sudo, "sh", "-c", f"rm -f {policy}; [ ! -e {kept} ] || mv {kept} {policy}"])

"""Sites go on after an upgrade: the demo company, as an older state of the app left it, is restored, migrated and worked with.

`tests/upgrade/` holds the dumps, and beside each what its books said when it was made.
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dev import database
from dev.layout import REPO, find_bench
from dev.sites import ADMIN_PASSWORD, account_scope, bench_command

FOLDER = REPO / "tests" / "upgrade"
DUMPS = sorted(FOLDER.glob("*.sql.xz"))


class Site:
	"""A site of its own beside the test sites."""

	def __init__(self, name: str) -> None:
		self.bench, self.name = find_bench(), name

	def run(self, *command: str | Path) -> str:
		done = subprocess.run(
			[str(part) for part in command],
			cwd=self.bench.sites,
			env=self.bench.environment(),
			capture_output=True,
			text=True,
			check=False,
		)
		assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
		return done.stdout

	def make(self, sql: Path) -> None:
		words = (
			"--force",
			f"--admin-password={ADMIN_PASSWORD}",
			f"--db-root-password={self.root}",
			*account_scope(self.bench),
		)
		scope = bench_command(self.bench, self.name, "new-site", self.name, *words, f"--source_sql={sql}")
		self.run(*scope)

	def migrate(self) -> None:
		self.run(*bench_command(self.bench, self.name, "migrate", "--skip-search-index"))

	def drop(self) -> None:
		words = ("drop-site", self.name, "--force", "--no-backup", f"--db-root-password={self.root}")
		self.run(self.bench.python, "-m", "frappe.utils.bench_helper", "frappe", *words)

	def asked(self, what: str) -> dict:
		script = REPO / "dev" / "inside" / "on_site.py"
		told = self.run(sys.executable, script, self.name, FOLDER / "after_migration.py", what)
		return json.loads(told.splitlines()[-1])

	@property
	def root(self) -> str:
		return database.root_password(self.bench)


@pytest.fixture(scope="module", params=DUMPS, ids=lambda dump: dump.name.removesuffix(".sql.xz"))
def upgraded(request, tmp_path_factory):
	"""(site, what its books said before)."""
	if not find_bench().own:
		pytest.skip(
			"The dumps are of the Frappe of our own bench; another one would be upgraded with the app."
		)
	sql = tmp_path_factory.mktemp("upgrade") / "site.sql"
	sql.write_bytes(lzma.decompress(request.param.read_bytes()))
	site = Site(f"upgraded-{os.environ['SALES_MGMT_SITE']}")
	try:
		site.make(sql)
		site.migrate()
		yield site, json.loads(request.param.with_name(f"{request.param.name[:-7]}.json").read_text())
	finally:
		site.drop()


def test_there_is_a_dump():
	assert DUMPS


def test_an_older_site_keeps_its_books_and_goes_on(upgraded):
	site, before = upgraded
	now = site.asked("state")
	assert now["ledgers"] == before["ledgers"]
	assert now["documents"] == before["documents"]
	worked = site.asked("work")
	assert worked["before"] == []
	assert worked["opened"] >= sum(map(len, before["documents"].values()))
	assert worked["printed"] and set(worked["printed"]) == {"%PDF"}
	assert worked["posted"]["invoice"] and worked["posted"]["shipment"]
	assert worked["cancelled"]
	assert worked["after"] == []

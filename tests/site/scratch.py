"""A site of its own for a test that installs and removes the app: made from the pristine dump, dropped at the end."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pymysql
import pytest

from dev import config, sites
from dev.layout import Bench, find_bench

NAME = "scratch-install.localhost"

TOLD_BY = {"tabDefaultValue": "parent, defkey, defvalue"}
"""Rows whose names are made up at random, and what they say."""


@dataclass(frozen=True)
class Scratch:
	bench: Bench

	def command(self, *words: str) -> str:
		"""Run one of Frappe's own commands on the site. Returns what it said."""
		result = subprocess.run(
			sites.bench_command(self.bench, NAME, *words),
			cwd=self.bench.sites,
			env=self.bench.environment(),
			capture_output=True,
			text=True,
			check=False,
		)
		said = result.stdout + result.stderr
		assert result.returncode == 0, said[-4000:]
		return said

	def contents(self) -> dict[str, set]:
		"""Every table with the names of its rows, and every table's columns."""
		with self._connection() as connection, connection.cursor() as cursor:
			cursor.execute(
				"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
			)
			columns: dict[str, set] = {}
			for table, column in cursor.fetchall():
				columns.setdefault(table, set()).add(column)
			rows = {}
			for table, names in columns.items():
				chosen = TOLD_BY.get(table) or ("name" if "name" in names else "*")
				cursor.execute(f"SELECT {chosen} FROM `{table}`")
				rows[table] = {repr(row) for row in cursor.fetchall()}
		return {**rows, **{f"columns of {table}": names for table, names in columns.items()}}

	def _connection(self) -> pymysql.Connection:
		own, common = config.read(self.bench.sites / NAME / "site_config.json"), config.common(self.bench)
		return pymysql.connect(
			host=common.get("db_host", "127.0.0.1"),
			port=int(common.get("db_port", 3306)),
			user=own["db_name"],
			password=own["db_password"],
			database=own["db_name"],
		)


@contextmanager
def scratch_site() -> Iterator[Scratch]:
	bench = find_bench()
	dump = bench.home / "downloads" / "pristine.sql"
	if not (bench.own and dump.exists()):
		pytest.skip("a bench that is not our own has no pristine site to copy")
	sites._restore(bench, NAME, dump)
	try:
		yield Scratch(bench)
	finally:
		sites._drop_database(bench, NAME)
		shutil.rmtree(bench.sites / NAME)

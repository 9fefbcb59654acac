"""What the tool can not go on with ends in one clear sentence and a non-zero exit, never in a traceback."""

from __future__ import annotations

import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from dev import __main__ as tool
from dev import database, foreign, packages, ports, setup, shell, sites
from dev.layout import Bench, find_bench
from dev.problem import Problem


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
	for folder in ("apps/frappe/frappe", "env/bin", "sites"):
		(tmp_path / folder).mkdir(parents=True)
	(tmp_path / "env/bin/python").touch()
	return Bench(tmp_path, tmp_path, own=False)


def test_a_folder_that_is_no_bench(tmp_path: Path) -> None:
	with pytest.raises(Problem, match="is no bench: it has no apps/frappe"):
		find_bench({"BENCH": str(tmp_path)})


def test_a_bench_of_somebody_else_keeps_our_files_out(bench: Bench) -> None:
	found = find_bench({"BENCH": str(bench.root)})
	assert not found.own
	assert bench.root not in found.home.parents


@pytest.mark.parametrize("version", ["14.99.1", "17.0.0-dev", "17.0.0", "develop"])
def test_a_frappe_that_is_not_supported(version: str) -> None:
	with pytest.raises(Problem, match=r"not supported: this app needs Frappe >= 15 and < 17"):
		foreign.check_version(version)


@pytest.mark.parametrize("version", ["15.0.0-dev", "15.42.0", "16.0.0-beta.1", "16.3.0"])
def test_a_frappe_that_is_supported(version: str) -> None:
	foreign.check_version(version)


def test_a_bench_without_a_readable_version(bench: Bench) -> None:
	with pytest.raises(Problem, match="no Frappe whose version can be read"):
		foreign.frappe_version(bench)


def test_no_disk_space(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
	usage = namedtuple("usage", "total used free")
	monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**10, 10**10, 10**8))
	with pytest.raises(Problem, match=r"has 0\.1 GB free; the bench needs 3\.0 GB"):
		setup.check_space(bench)


def test_a_taken_port() -> None:
	with socket.socket() as stranger:
		stranger.bind(("127.0.0.1", 0))
		stranger.listen()
		port = stranger.getsockname()[1]
		assert not ports.is_free(port)
		with pytest.raises(Problem, match=rf"Port {port} \(PORT\) is taken"):
			ports.demand(str(port), "PORT")


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_what_is_no_port(port: str) -> None:
	with pytest.raises(Problem, match="is no port number"):
		ports.demand(port, "PORT")


def test_a_free_port_is_picked_beside_the_taken_ones(monkeypatch: pytest.MonkeyPatch) -> None:
	first = ports.FIRST["web"]
	monkeypatch.setattr(ports, "is_free", lambda port: port != first)
	assert ports.pick("web", taken=[first + 1]) == first + 2


def test_no_database_password(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.delenv("DB_ROOT_PASSWORD", raising=False)
	with pytest.raises(Problem, match="set DB_ROOT_PASSWORD"):
		database.root_password(bench)


def test_another_copy_of_the_app(bench: Bench) -> None:
	(bench.apps / "sales_mgmt").mkdir()
	with pytest.raises(Problem, match="is another copy of sales_mgmt"):
		sites.link_app(bench)


def test_a_site_that_is_not_ours(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setenv("DB_ROOT_PASSWORD", "secret")
	(bench.sites / bench.demo_site).mkdir()
	with pytest.raises(Problem, match="not made by this tool: nothing was touched"):
		sites.provide(bench, bench.demo_site, tests=False)


def test_neither_root_nor_sudo_gets_the_line_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(packages, "program", lambda *_: "/usr/bin/apt-get")
	monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
	monkeypatch.setattr(packages, "output", lambda *_: None)
	line = "sudo apt-get install --no-install-recommends redis-server git"
	with pytest.raises(Problem, match=f"please type: {line}"):
		packages.install(["redis-server", "git"], tmp_path / "apt.log")


def test_a_failing_command_shows_the_tail_of_its_log(tmp_path: Path) -> None:
	log = tmp_path / "step.log"
	with pytest.raises(Problem) as caught:
		shell.run(["sh", "-c", "echo the reason; exit 3"], name="a step", log=log)
	assert "exit code 3" in caught.value.sentence
	assert "the reason" in caught.value.tail()


def test_a_problem_is_one_sentence_and_a_bad_exit(capsys: pytest.CaptureFixture[str]) -> None:
	assert tool.main(["dance"]) == 1
	error = capsys.readouterr().err
	assert error.startswith("Verbs: ") and error.count("\n") == 1

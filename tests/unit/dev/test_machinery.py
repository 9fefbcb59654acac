"""The tool's own machinery: parallel steps, stamps, filtered output, processes known by their pid file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from dev import config, process, shell, verbs
from dev.graph import Task, run_all
from dev.layout import Bench
from dev.problem import Problem
from dev.stamps import Stamp, fingerprint


def test_a_step_waits_for_those_it_names() -> None:
	done: list[str] = []
	names = {"assets": ("npm", "apps"), "npm": (), "apps": ("env",), "env": ("not in this run",)}
	run_all([Task(name, lambda name=name: done.append(name), after) for name, after in names.items()])
	assert sorted(done) == sorted(names)
	assert done.index("env") < done.index("apps") < done.index("assets") > done.index("npm")


def test_steps_without_bonds_run_at_the_same_time() -> None:
	meeting = threading.Barrier(2, timeout=10)
	run_all([Task("one", lambda: meeting.wait() and None), Task("two", lambda: meeting.wait() and None)])


def test_after_a_failure_nothing_new_starts() -> None:
	done: list[str] = []

	def fail() -> None:
		raise Problem("no")

	with pytest.raises(Problem, match="no"):
		run_all([Task("first", fail), Task("second", lambda: done.append("second"), ("first",))])
	assert not done


def test_steps_that_wait_for_each_other() -> None:
	with pytest.raises(ValueError, match="wait for each other"):
		run_all([Task("a", print, ("b",)), Task("b", print, ("a",))])


def test_a_stamp_holds_until_a_source_changes(tmp_path: Path) -> None:
	source, stamp = tmp_path / "source", Stamp(tmp_path, "step")
	source.write_text("one")
	stamp.write(fingerprint([source]))
	assert stamp.holds(fingerprint([source]))
	source.write_text("two")
	assert not stamp.holds(fingerprint([source]))


@pytest.mark.parametrize(
	("painted", "words"),
	[
		("Updating DocTypes for frappe        : [=====     ] 53%", "Updating DocTypes for frappe 53 %"),
		("Installing frappe...", None),
		("[ready] 100 rows", None),
	],
)
def test_progress_bars_become_words(painted: str, words: str | None) -> None:
	assert shell.bar_state(painted) == words


def test_only_the_last_painting_of_a_line_reaches_the_log(tmp_path: Path) -> None:
	log = tmp_path / "step.log"
	bar = r"printf 'x : [=  ] 10%%\rx : [===] 100%%\rdone\n'"
	shell.run(["sh", "-c", bar], name="step", log=log)
	assert log.read_text().splitlines()[-1] == "done"
	assert "10%" not in log.read_text().split("\n", 2)[2]


def test_characters_cut_by_a_chunk_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(shell, "CHUNK", 3)
	reading, writing = os.pipe()
	os.write(writing, "blåbær\nøl".encode())
	os.close(writing)
	with open(reading, "rb") as stream:
		assert [text for text, _ in shell.paintings(stream)] == ["blåbær", "øl"]


def test_a_pid_used_again_by_a_stranger_is_not_ours(tmp_path: Path) -> None:
	bench = Bench(tmp_path, tmp_path, own=True)
	file = process.pid_file(bench, "web")
	file.parent.mkdir()
	file.write_text(f"{os.getpid()} 1")
	assert process.running(bench, "web") is None
	assert process.stop(bench, "web") is False


def test_a_process_is_started_seen_and_ended(tmp_path: Path) -> None:
	bench = Bench(tmp_path, tmp_path, own=True)
	process.start(bench, "sleeper", ["sleep", "60"], ready=lambda: True)
	assert process.running(bench, "sleeper")
	assert process.stop(bench, "sleeper")
	assert process.names(bench) == []


def test_a_process_that_ends_at_once_is_a_problem(tmp_path: Path) -> None:
	bench = Bench(tmp_path, tmp_path, own=True)
	with pytest.raises(Problem, match="web ended at once"):
		process.start(bench, "web", ["false"], ready=lambda: False)


def test_config_keeps_the_other_keys(tmp_path: Path) -> None:
	file = tmp_path / "common_site_config.json"
	file.write_text('{"mine": 1, "db_port": 3306}')
	config.update(file, db_port=33306)
	assert config.read(file) == {"mine": 1, "db_port": 33306}


@pytest.mark.parametrize(
	("arguments", "narrowed"),
	[
		([], False),
		(["-k", "tax"], False),
		(["tests/unit"], True),
		(["-x", "tests/site/test_a.py::test_b"], True),
	],
)
def test_a_path_among_the_arguments_narrows_the_tests(arguments: list[str], narrowed: bool) -> None:
	assert verbs.names_tests(arguments) is narrowed

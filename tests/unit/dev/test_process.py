"""Processes that live in the bench: what they stand on is there before they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dev import process
from dev.layout import Bench


def test_a_service_may_use_the_run_folder_from_its_first_moment(
	tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	bench = Bench(root=tmp_path, home=tmp_path, own=True)
	there: list[bool] = []
	popen = process.subprocess.Popen

	def look_and_start(*args, **kwargs):
		there.append((tmp_path / "run").is_dir())
		return popen(*args, **kwargs)

	monkeypatch.setattr(process.subprocess, "Popen", look_and_start)
	process.start(bench, "sleeper", [sys.executable, "-c", "input()"], ready=lambda: True)
	process.stop(bench, "sleeper")
	assert there == [True]

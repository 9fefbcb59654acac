"""Background processes of ours: started detached, known by a pid file, and only those are ever ended.

A pid file holds the pid and the process's start time, so that a pid used again by a stranger is not taken for ours.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dev.layout import Bench
from dev.problem import Problem

STOP_SECONDS = 20.0


def _started(pid: int) -> str | None:
	"""The start time of a living process (Linux: field 22 of its stat), or None."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return None
	return None if fields[0] == "Z" else fields[19]


def pid_file(bench: Bench, name: str) -> Path:
	return bench.home / "run" / f"{name}.pid"


def running(bench: Bench, name: str) -> int | None:
	"""The pid of our process of this name, if it lives."""
	try:
		pid, started = pid_file(bench, name).read_text().split()
	except (OSError, ValueError):
		return None
	return int(pid) if _started(int(pid)) == started else None


def start(
	bench: Bench,
	name: str,
	command: Sequence[str | Path],
	*,
	ready: Callable[[], bool],
	seconds: float = 60.0,
	cwd: Path | None = None,
	env: Mapping[str, str] | None = None,
) -> None:
	"""Start detached and wait until `ready`; says so when it ends early or never gets ready."""
	log = bench.log(name)
	log.parent.mkdir(parents=True, exist_ok=True)
	file = pid_file(bench, name)
	# The process may live in that folder, so it is there before the process is.
	file.parent.mkdir(parents=True, exist_ok=True)
	with log.open("ab") as out:
		process = subprocess.Popen(
			[str(part) for part in command],
			cwd=cwd,
			env=dict(env) if env is not None else None,
			stdin=subprocess.DEVNULL,
			stdout=out,
			stderr=subprocess.STDOUT,
			start_new_session=True,
		)
	file.write_text(f"{process.pid} {_started(process.pid)}")
	limit = time.monotonic() + seconds
	while not ready():
		if process.poll() is not None:
			file.unlink(missing_ok=True)
			raise Problem(f"{name} ended at once; the whole log is {log}.", log)
		if time.monotonic() > limit:
			raise Problem(f"{name} is not ready after {seconds:.0f} seconds; the whole log is {log}.", log)
		time.sleep(0.1)


def stop(bench: Bench, name: str) -> bool:
	"""End our process of this name with all it started; True when it was running."""
	pid = running(bench, name)
	if pid is not None:
		limit = time.monotonic() + STOP_SECONDS
		_signal(pid, signal.SIGTERM)
		while running(bench, name):
			if time.monotonic() > limit:
				_signal(pid, signal.SIGKILL)
			time.sleep(0.1)
			_reap(pid)
	pid_file(bench, name).unlink(missing_ok=True)
	return pid is not None


def names(bench: Bench) -> list[str]:
	return sorted(file.stem for file in (bench.home / "run").glob("*.pid"))


def _signal(pid: int, number: signal.Signals) -> None:
	"""To the whole group: each of ours leads its own."""
	try:
		os.killpg(pid, number)
	except ProcessLookupError:
		pass


def _reap(pid: int) -> None:
	try:
		os.waitpid(pid, os.WNOHANG)
	except ChildProcessError:
		pass

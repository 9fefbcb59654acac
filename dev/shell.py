"""Running commands: everything they print goes to a log file; now and then its last line is shown as a pulse.

A bar repaints its line with carriage returns; only the last painting of a line reaches the log. A command that
fails raises `Problem` with the log, whose tail is then shown.
"""

from __future__ import annotations

import codecs
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import shorten
from typing import IO

from dev.problem import Problem
from dev.progress import pulse

BAR = re.compile(r"^(?P<label>[^\[\]]*?)\s*:?\s*\[[=#\s>.-]*\]\s*(?P<percent>\d+)\s*%")
CHUNK = 4096
WIDTH = 70

_ending = threading.Event()
_children: set[subprocess.Popen[bytes]] = set()
_held: list[int] = []
"""File descriptors that commands inherit: the bench's lock, which so outlives a tool that was killed."""


def paintings(stream: IO[bytes]) -> Iterator[tuple[str, bool]]:
	"""Yield (text, final): every painting of a line; `final` is False when a carriage return overwrites it."""
	rest = ""
	decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
	while chunk := os.read(stream.fileno(), CHUNK):
		parts = re.split(r"(\r\n|\r|\n)", rest + decode(chunk))
		rest = parts.pop()
		for text, end in zip(parts[::2], parts[1::2], strict=True):
			yield text, end != "\r"
	if rest:
		yield rest, True


def bar_state(text: str) -> str | None:
	"""A progress bar as words ("Updating DocTypes for frappe 35 %"), or None for any other line."""
	found = BAR.match(text.strip())
	return f"{found['label'].strip()} {found['percent']} %" if found else None


def run(
	command: Sequence[str | Path],
	*,
	name: str,
	log: Path,
	sentence: str | None = None,
	show_tail: bool = True,
	cwd: Path | None = None,
	env: Mapping[str, str] | None = None,
	stdin: IO[bytes] | None = None,
) -> None:
	"""Run to the end. `name` is the step the pulse belongs to; `sentence` is what to say when it fails, with the log's
	tail unless `show_tail` is off.
	"""
	if _ending.is_set():
		raise KeyboardInterrupt
	log.parent.mkdir(parents=True, exist_ok=True)
	with log.open("a", encoding="utf-8") as out:
		out.write(f"\n$ {' '.join(map(str, command))}\n")
		out.flush()
		process = subprocess.Popen(
			[str(part) for part in command],
			cwd=cwd,
			env=dict(env) if env is not None else None,
			stdin=stdin or subprocess.DEVNULL,
			stdout=subprocess.PIPE,
			stderr=subprocess.STDOUT,
			pass_fds=_held,
		)
		_children.add(process)
		assert process.stdout
		for text, final in paintings(process.stdout):
			if state := bar_state(text):
				pulse(name, state)
			elif final and text.strip():
				out.write(text + "\n")
				pulse(name, shorten(text, WIDTH, placeholder=" …"))
		code = process.wait()
		_children.discard(process)
	if _ending.is_set():
		raise KeyboardInterrupt
	if code:
		said = sentence or f"{name} failed (exit code {code}); the whole log is {log}."
		raise Problem(said, log if show_tail else None)


@contextmanager
def held_by_commands(descriptor: int) -> Iterator[None]:
	"""Within, every command keeps the descriptor open as long as it lives."""
	_held.append(descriptor)
	try:
		yield
	finally:
		_held.remove(descriptor)


def end_on_signals() -> None:
	"""Control-C and `kill` end the commands under way too, then the tool."""

	def end(*_: object) -> None:
		_ending.set()
		for child in list(_children):
			child.terminate()
		raise KeyboardInterrupt

	signal.signal(signal.SIGINT, end)
	signal.signal(signal.SIGTERM, end)


def foreground(command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str]) -> int:
	"""Run in the person's terminal and return the exit code; Control-C is the command's to handle."""
	before = signal.signal(signal.SIGINT, lambda *_: None)
	try:
		return subprocess.run([str(part) for part in command], cwd=cwd, env=dict(env)).returncode
	finally:
		signal.signal(signal.SIGINT, before)


def output(command: Sequence[str | Path], *, timeout: float = 30.0) -> str | None:
	"""What a short command prints, or None when it is missing, fails or hangs."""
	try:
		done = subprocess.run(
			[str(part) for part in command],
			capture_output=True,
			text=True,
			timeout=timeout,
			stdin=subprocess.DEVNULL,
		)
	except (OSError, subprocess.TimeoutExpired):
		return None
	return done.stdout.strip() if done.returncode == 0 else None

"""What the person sees: one line when a step starts, one when it ends, and now and then how far it is.

Steps run at the same time, so every line stands for itself and begins with the seconds since the start.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PULSE_SECONDS = 5.0

_begin = time.monotonic()
_lock = threading.Lock()
_last_pulse: dict[str, float] = {}


def say(text: str, mark: str = " ") -> None:
	"""Print one line with the elapsed time in front."""
	with _lock:
		print(f"{time.monotonic() - _begin:7.1f} s  {mark} {text}", flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
	"""Announce the step, then its end with its own duration. A failure is announced too and passed on."""
	say(name, "▸")
	started = _last_pulse[name] = time.monotonic()
	try:
		yield
	except BaseException:
		say(f"{name}: failed", "✗")
		raise
	say(f"{name} ({time.monotonic() - started:.1f} s)", "✓")


def pulse(name: str, state: str) -> None:
	"""Say how far a step is, at most every few seconds."""
	now = time.monotonic()
	if now - _last_pulse.get(name, 0.0) >= PULSE_SECONDS:
		_last_pulse[name] = now
		say(f"{name}: {state}")

"""Our own Redis: one server for cache, queue and messages, without persistence."""

from __future__ import annotations

import socket
from urllib.parse import urlparse

from dev import config, ports, process
from dev.layout import Bench
from dev.packages import program
from dev.problem import Problem
from dev.progress import say, step

NAME = "Redis"
SERVICE = "redis"
KEYS = ("redis_cache", "redis_queue", "redis_socketio")


def _port(bench: Bench) -> int | None:
	url = config.common(bench).get(KEYS[0])
	return urlparse(url).port if url else None


def start(bench: Bench) -> None:
	"""Running and answering, on the remembered port or, when a stranger took that, on a new one."""
	if not process.running(bench, SERVICE):
		with step(NAME):
			_start(bench)


def _start(bench: Bench) -> None:
	port = _port(bench)
	if port is None or not ports.is_free(port):
		new = ports.pick("redis")
		if port:
			say(f"Port {port} is taken by another program; Redis moves to {new}.")
		config.update(bench.config_file, **dict.fromkeys(KEYS, f"redis://{ports.HOST}:{new}"))
		port = new
	command = [program("redis-server") or "redis-server", "--port", str(port), "--bind", ports.HOST]
	command += ["--save", "", "--appendonly", "no", "--dir", str(bench.home / "run")]
	process.start(bench, SERVICE, command, ready=lambda: ports.answers(port))


def check_foreign(bench: Bench) -> None:
	"""The Redis servers of somebody else's bench answer."""
	for key in KEYS[:2]:
		url = urlparse(config.common(bench).get(key) or "")
		if url.hostname in (ports.HOST, "localhost") and not ports.answers(url.port or 6379):
			raise Problem(f"{key} of {bench.root} does not answer on port {url.port}: start the bench first.")


def forget(bench: Bench, key: str) -> None:
	"""Delete a key of the cache (a server that is down has nothing to forget)."""
	url = urlparse(config.common(bench).get(KEYS[0]) or "")
	try:
		with socket.create_connection((url.hostname or ports.HOST, url.port or 6379), timeout=2) as link:
			link.sendall(f"DEL {key}\r\n".encode())
			link.recv(64)
	except OSError:
		pass

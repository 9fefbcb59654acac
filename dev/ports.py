"""TCP ports on this machine: free ones are picked once and remembered in `common_site_config.json`."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from dev.problem import Problem

HOST = "127.0.0.1"
FIRST = {"db": 33306, "redis": 13306, "web": 8080, "test_web": 8180}
TRIES = 200


def is_free(port: int) -> bool:
	"""Nobody listens on the port, on any address."""
	with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind(("", port))
		except OSError:
			return False
	return not answers(port)


def answers(port: int) -> bool:
	"""Somebody accepts connections on the port."""
	with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
		probe.settimeout(1.0)
		return probe.connect_ex((HOST, port)) == 0


def pick(kind: str, taken: Iterable[int] = ()) -> int:
	"""A free port for this kind of service, near the first one of its kind."""
	used = set(taken)
	for port in range(FIRST[kind], FIRST[kind] + TRIES):
		if port not in used and is_free(port):
			return port
	raise Problem(f"No free port between {FIRST[kind]} and {FIRST[kind] + TRIES}.")


def demand(port: str, variable: str) -> int:
	"""The port that the person asked for in an environment variable, which must be free."""
	if not port.isdigit() or not 0 < int(port) < 65536:
		raise Problem(f"{variable}={port} is no port number.")
	if not is_free(int(port)):
		raise Problem(f"Port {port} ({variable}) is taken by another program.")
	return int(port)

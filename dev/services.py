"""What runs in the background beside MariaDB and Redis: a web server per site, one worker for the jobs.

Both keep the code they started with, so they are started again when the app's Python changed, and else left alone.
"""

from __future__ import annotations

import os
import secrets
import urllib.request

from dev import config, ports, process
from dev.layout import APP, DEV, REPO, Bench
from dev.problem import Problem
from dev.progress import say, step
from dev.setup import alone
from dev.sites import bench_command, inside
from dev.stamps import Stamp, fingerprint

DATA_SERVICES = ("mariadb", "redis")
WORKER = "worker"
QUEUES = "short,default,long"
WHO = "/-/who-serves-this"
"""As in `dev/inside/web.py`, which runs on the bench's Python."""
TRIES = 5


def start(bench: Bench, site: str, *, kind: str) -> str:
	"""Web server and worker on the present code; returns the Desk's address. `kind` is web or test_web."""
	with alone(bench):
		code = fingerprint([*(REPO / APP).rglob("*.py"), *(DEV / "inside").glob("*.py")])
		_start_worker(bench, code)
		return _start_web(bench, site, code, kind=kind)


def _start_web(bench: Bench, site: str, code: str, *, kind: str) -> str:
	name, stamp = f"web-{site}", Stamp(bench.home, f"code-web-{site}")
	asked = asked_port(bench, site) if kind == "web" else None
	file = bench.home / "ports.json"
	known = config.read(file).get(site)
	if process.running(bench, name) and stamp.holds(code) and asked in (None, known):
		return _address(known)
	process.stop(bench, name)
	with step("web server"):
		port = _begin_web(bench, site, asked or _free_port(bench, site, known, kind=kind), kind=kind)
		config.update(file, **{site: port})
	stamp.write(code)
	return _address(port)


def _begin_web(bench: Bench, site: str, port: int, *, kind: str) -> int:
	"""Start the web server on this port, or on the next free one where somebody else was quicker. Returns the port.

	Two runs that begin at once see the same port free. Who comes second ends at once, or finds the first one's server
	answering: so the server that answers is asked for a word that only our own knows.
	"""
	for attempt in range(TRIES):
		token = secrets.token_hex(16)
		env, url = bench.environment() | {"SALES_MGMT_WEB_TOKEN": token}, _address(port)
		command = inside(bench, "web.py", site, str(port))
		try:
			process.start(
				bench,
				f"web-{site}",
				command,
				ready=lambda url=url, token=token: _is_ours(url, token) and _answers(url),
				cwd=bench.sites,
				env=env,
			)
		except Problem:
			process.stop(bench, f"web-{site}")
			if attempt == TRIES - 1 or os.environ.get("PORT") or ports.is_free(port):
				raise
			port = ports.pick(kind, taken=[port])
			continue
		return port
	raise AssertionError("the last attempt returns or raises")


def _is_ours(url: str, token: str) -> bool:
	try:
		with urllib.request.urlopen(f"{url}{WHO}", timeout=5) as answer:
			return answer.read().decode(errors="replace") == token
	except OSError:
		return False


def asked_port(bench: Bench, site: str) -> int | None:
	"""The port of the environment variable PORT, if given: it must be free, or already serve this site."""
	asked = os.environ.get("PORT")
	known = config.read(bench.home / "ports.json").get(site)
	if not asked or (asked == str(known) and process.running(bench, f"web-{site}")):
		return known if asked else None
	return ports.demand(asked, "PORT")


def _free_port(bench: Bench, site: str, known: int | None, *, kind: str) -> int:
	"""The remembered port; a new one the first time, and when a stranger took the remembered one."""
	if known and ports.is_free(known):
		return known
	others = [port for name, port in config.read(bench.home / "ports.json").items() if name != site]
	port = ports.pick(kind, taken=others)
	if known:
		say(f"Port {known} is taken by another program; the web server of {site} moves to {port}.")
	return port


def _start_worker(bench: Bench, code: str) -> None:
	"""One worker for the background jobs of every site of our bench; somebody else's bench has its own."""
	stamp = Stamp(bench.home, "code-worker")
	if not bench.own or (process.running(bench, WORKER) and stamp.holds(code)):
		return
	process.stop(bench, WORKER)
	command = bench_command(bench, "all", "worker", "--queue", QUEUES)
	process.start(bench, WORKER, command, ready=lambda: True, cwd=bench.sites, env=bench.environment())
	stamp.write(code)


def _address(port: int | None) -> str:
	return f"http://{ports.HOST}:{port}"


def _answers(url: str) -> bool:
	try:
		with urllib.request.urlopen(f"{url}/api/method/ping", timeout=20) as answer:
			return answer.status == 200
	except OSError:
		return False


def stop_all(bench: Bench) -> list[str]:
	"""End everything of ours, the data services last; returns the names of what was running."""
	known = process.names(bench)
	order = [name for name in known if name not in DATA_SERVICES]
	order += [name for name in DATA_SERVICES if name in known]
	return [name for name in order if process.stop(bench, name)]

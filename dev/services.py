"""What runs in the background beside MariaDB and Redis: a web server per site, one worker for the jobs.

Both keep the code they started with, so they are started again when the app's Python changed, and else left alone.
"""

from __future__ import annotations

import os
import urllib.request

from dev import config, ports, process
from dev.layout import APP, DEV, REPO, Bench
from dev.progress import say, step
from dev.setup import alone
from dev.sites import bench_command, inside
from dev.stamps import Stamp, fingerprint

DATA_SERVICES = ("mariadb", "redis")
WORKER = "worker"
QUEUES = "short,default,long"


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
		port = asked or _free_port(bench, site, known, kind=kind)
		config.update(file, **{site: port})
		command = inside(bench, "web.py", site, str(port))
		env, url = bench.environment(), _address(port)
		process.start(bench, name, command, ready=lambda: _answers(url), cwd=bench.sites, env=env)
	stamp.write(code)
	return url


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

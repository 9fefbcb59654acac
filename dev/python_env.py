"""The bench's Python environment: a venv with the pinned requirements of `dev/requirements.txt`.

uv installs them, much faster than pip; where uv can not (an index or a proxy only pip knows), pip does. The network
is only touched when the requirements or the Python changed.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from dev.layout import DEV, Bench
from dev.problem import Problem
from dev.progress import pulse, step
from dev.shell import output, run
from dev.stamps import Stamp, fingerprint

NAME = "Python requirements"
REQUIREMENTS = DEV / "requirements.txt"
TEST_REQUIREMENTS = re.compile(
	r"^(aiosmtpd|execnet|grimp|hypothesis|import-linter|playwright|pypdf|pytest|pytest-xdist|ruff)==", re.M
)
UV = "uv==0.13.9"
NO_NETWORK = (
	"The Python packages could not be fetched (no network, or the package index does not answer); see {log}."
)
PYTHONS = ((3, 10), (3, 12))


def create(bench: Bench) -> None:
	"""The venv itself, with pip and uv."""
	version = sys.version_info[:2]
	if not PYTHONS[0] <= version <= PYTHONS[1]:
		raise Problem(f"The bench needs Python 3.10 to 3.12; this is {version[0]}.{version[1]}.")
	stamp, key = Stamp(bench.home, "env"), f"{bench.root} {UV}"
	if stamp.holds(key) and bench.python.exists():
		return
	log = bench.log("python")
	Stamp(bench.home, "requirements").remove()
	with step("Python environment"):
		sentence = f"The Python environment could not be created; the whole log is {log}."
		command = [sys.executable, "-m", "venv", "--clear", bench.root / "env"]
		run(command, name=NAME, log=log, sentence=sentence)
		fetch([*pip(bench), "install", "--quiet", UV], name=NAME, log=log)
	stamp.write(key)


def pip(bench: Bench) -> list[str | Path]:
	return [bench.python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "2"]


def fetch(command: list[str | Path], *, name: str, log: Path) -> None:
	"""Run a command whose failure means the network."""
	run(command, name=name, log=log, sentence=NO_NETWORK.format(log=log), show_tail=False)


def install(bench: Bench) -> None:
	"""The requirements, and the apps made importable."""
	stamp, key = Stamp(bench.home, "requirements"), fingerprint([REQUIREMENTS], str(bench.root))
	if stamp.holds(key):
		return
	with step(NAME):
		_install(bench)
	stamp.write(key)


def _install(bench: Bench) -> None:
	log = bench.log("python")
	env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
	if "UV_DEFAULT_INDEX" not in env and (index := _index_of_pip(bench)):
		env["UV_DEFAULT_INDEX"] = index
	uv = [bench.root / "env/bin/uv", "pip", "install", "--python", bench.python, "-r", REQUIREMENTS]
	try:
		run(uv, name=NAME, log=log, env=env)
	except Problem:
		pulse(NAME, "uv could not install them, trying pip")
		fetch([*pip(bench), "install", "-r", REQUIREMENTS], name=NAME, log=log)
	_make_importable(bench)


def _index_of_pip(bench: Bench) -> str | None:
	"""The package index pip is told to use, if any."""
	return os.environ.get("PIP_INDEX_URL") or output([*pip(bench), "config", "get", "global.index-url"])


def _make_importable(bench: Bench) -> None:
	"""A .pth file puts every app of our bench on the path, as an editable install would."""
	folder = next((bench.root / "env" / "lib").glob("python3.*/site-packages"))
	lines = [str(bench.apps / app) for app in ("frappe", "sales_mgmt")]
	(folder / "bench-apps.pth").write_text("\n".join(lines) + "\n")


def install_test_tools(bench: Bench) -> Path | None:
	"""Somebody else's environment stays as it is: the test tools go to a folder of ours, last on the path."""
	if bench.own:
		return None
	target = bench.home / "test-tools"
	pins = [line for line in REQUIREMENTS.read_text().splitlines() if TEST_REQUIREMENTS.match(line)]
	stamp, key = Stamp(bench.home, "test-tools"), fingerprint([], *pins)
	if not stamp.holds(key):
		with step("test tools"):
			command = [*pip(bench), "install", "--quiet", "--upgrade", "--target", target, *pins]
			fetch(command, name="test tools", log=bench.log("python"))
		stamp.write(key)
	return target

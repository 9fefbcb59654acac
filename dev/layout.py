"""Where things are: our own bench in `.bench/`, or the one that BENCH names.

`root` is the bench; `home` is where this tool keeps its pid files, logs, downloads and stamps. For our own bench both
are `.bench/`. In somebody else's bench we leave nothing of ours but the app link and our sites, so `home` is then a
folder under `.bench/external/`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.problem import Problem

REPO = Path(__file__).resolve().parents[1]
APP = "sales_mgmt"
DEV = REPO / "dev"
QUIET = "ignore::UserWarning,ignore::DeprecationWarning,ignore::SyntaxWarning"


@dataclass(frozen=True)
class Bench:
	"""A bench folder, and whether we made it."""

	root: Path
	home: Path
	own: bool

	@property
	def python(self) -> Path:
		return self.root / "env" / "bin" / "python"

	@property
	def apps(self) -> Path:
		return self.root / "apps"

	@property
	def sites(self) -> Path:
		return self.root / "sites"

	@property
	def logs(self) -> Path:
		return self.home / "logs"

	@property
	def config_file(self) -> Path:
		return self.sites / "common_site_config.json"

	@property
	def demo_site(self) -> str:
		return "demo.localhost" if self.own else "sales-mgmt-demo.localhost"

	@property
	def test_site(self) -> str:
		return os.environ.get("TEST_SITE") or ("test.localhost" if self.own else "sales-mgmt-test.localhost")

	def test_sites(self, count: int) -> list[str]:
		"""The sites of tests that run side by side: each process of pytest has one for itself."""
		return [self.test_site, *(f"beside{number}-{self.test_site}" for number in range(1, count))]

	@property
	def measured_site(self) -> str:
		"""The site of `make bench`: nothing else uses it, so what was measured there disturbs nobody."""
		return "bench.localhost" if self.own else "sales-mgmt-bench.localhost"

	@property
	def pictured_site(self) -> str:
		"""The site of `make docs`: its numbers and stock are the same on every picture."""
		return "pictures.localhost" if self.own else "sales-mgmt-pictures.localhost"

	def log(self, name: str) -> Path:
		return self.logs / f"{name}.log"

	def environment(self) -> dict[str, str]:
		"""Environment of everything that runs on the bench: byte code is kept, but outside the repository."""
		env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
		env["PYTHONPYCACHEPREFIX"] = str(self.home / "pycache")
		env["PYTHONUNBUFFERED"] = "1"
		env.setdefault("PYTHONWARNINGS", QUIET)
		return env


def find_bench(environ: Mapping[str, str] = os.environ) -> Bench:
	"""The bench of this run. A BENCH that is no bench is refused."""
	given = environ.get("BENCH", "").strip()
	own_root = REPO / ".bench"
	if not given or Path(given).expanduser().resolve() == own_root:
		return Bench(own_root, own_root, own=True)
	root = Path(given).expanduser().resolve()
	for part in ("apps/frappe", "env/bin/python", "sites"):
		if not (root / part).exists():
			raise Problem(f"BENCH={given} is no bench: it has no {part}.")
	name = f"{root.name}-{hashlib.sha256(str(root).encode()).hexdigest()[:8]}"
	return Bench(root, own_root / "external" / name, own=False)

"""`common_site_config.json` of the bench: read, and changed key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dev.layout import Bench


def read(file: Path) -> dict[str, Any]:
	return json.loads(file.read_text()) if file.is_file() else {}


def update(file: Path, **values: Any) -> None:
	"""Set the keys; the file is replaced in one go, and only when something changed."""
	before = read(file)
	after = {**before, **values}
	if after == before:
		return
	file.parent.mkdir(parents=True, exist_ok=True)
	part = file.with_suffix(".part")
	part.touch(mode=0o600)
	part.write_text(json.dumps(after, indent=1, sort_keys=True) + "\n")
	part.replace(file)


def common(bench: Bench) -> dict[str, Any]:
	return read(bench.config_file)

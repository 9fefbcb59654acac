"""`common_site_config.json` of the bench: read, and changed key by key."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from dev.layout import Bench

ALONE = threading.Lock()


def read(file: Path) -> dict[str, Any]:
	return json.loads(file.read_text()) if file.is_file() else {}


def update(file: Path, **values: Any) -> None:
	"""Set the keys; the file is replaced in one go, and only when something changed.

	Steps of a set-up run side by side and write to the same file: each reads and replaces it alone, or the last one
	would drop what the others set.
	"""
	with ALONE:
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

"""The bench's configuration, written by steps that run side by side."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dev import config


def test_steps_that_run_side_by_side_keep_each_others_keys(tmp_path: Path):
	file = tmp_path / "common_site_config.json"
	keys = [f"key_{number}" for number in range(200)]
	with ThreadPoolExecutor(16) as pool:
		list(pool.map(lambda key: config.update(file, **{key: 1}), keys))
	assert json.loads(file.read_text()) == dict.fromkeys(keys, 1)

"""The two sizes of a test: `make test` takes the reduced one, `make soak` the full one (tests/conftest.py)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.soak(reduced=3, full=40)
def test_the_size_is_that_of_the_verb(size: int) -> None:
	assert size == (40 if os.environ.get("SALES_MGMT_SOAK") else 3)


@pytest.mark.parametrize("full", ["", "1"])
def test_soak_runs_the_other_size(full: str) -> None:
	"""Both sizes in either verb, in a run of pytest of its own."""
	test = f"{__file__}::test_the_size_is_that_of_the_verb"
	env = {**os.environ, "SALES_MGMT_SOAK": full}
	command = [sys.executable, str(ROOT / "dev" / "inside" / "run_pytest.py"), "-q", "-m", "soak", test]
	answer = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
	assert answer.returncode == 0, answer.stdout
	assert "1 passed" in answer.stdout

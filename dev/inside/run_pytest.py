"""Runs pytest on the bench's Python. In somebody else's bench the test tools come last on the path, from our folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
if tools := os.environ.get("SALES_MGMT_TEST_TOOLS"):
	sys.path.append(tools)

import pytest

if __name__ == "__main__":
	sys.exit(pytest.main(sys.argv[1:]))

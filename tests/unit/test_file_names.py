"""pytest imports a test file by its bare name, so two of the same name stop the whole run."""

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def test_no_two_test_files_have_the_same_name():
	names = Counter(file.name for file in TESTS.rglob("test_*.py"))
	assert [name for name, times in names.items() if times > 1] == []
